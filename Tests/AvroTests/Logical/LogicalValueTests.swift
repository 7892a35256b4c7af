import Avro
import Foundation
import SchemaCore
import Testing

@Suite("Logical types of generic values")
struct LogicalValueTests {
  private func value(_ schema: String, _ bytes: [UInt8]) throws -> AvroValue {
    let program = try AvroProgram(AvroFormat().parse(schema))
    var arena = RecordArena()
    try program.decode(bytes, into: &arena)
    return try program.value(of: arena)
  }

  @Test("decimals are read from bytes and fixed")
  func decimals() throws {
    #expect(try value(#""bytes""#, [4, 0x04, 0xE2]).decimal(scale: 2)?.description == "12.50")
    let fixed = #"{"type":"fixed","name":"F","size":4}"#
    #expect(try value(fixed, [0xFF, 0xFF, 0xFF, 0x85]).decimal(scale: 2)?.description == "-1.23")
    #expect(try value(#""bytes""#, [8, 4, 0x04, 0xE2, 4]).bigDecimal?.description == "12.50")
    #expect(AvroValue.string("1").decimal(scale: 0) == nil)
  }

  @Test("UUIDs are read from text and fixed")
  func uuids() throws {
    let text = "2f1b0c5e-9a77-4f3e-8d2c-0123456789ab"
    let uuid = try #require(UUID(uuidString: text))
    #expect(AvroValue.string(text).uuid == uuid)
    #expect(AvroValue.string(text.uppercased()).uuid == uuid)
    let fixed = #"{"type":"fixed","name":"F","size":16}"#
    #expect(try value(fixed, uuid.avroBytes).uuid == uuid)
    for other in [
      "", text + "0", String(text.dropLast()), "2f1b0c5e09a77-4f3e-8d2c-0123456789ab", "g" + text.dropFirst(),
    ] {
      #expect(AvroValue.string(other).uuid == nil)
    }
  }

  @Test("dates, times and durations are read from their numbers")
  func times() throws {
    #expect(AvroValue.int(19849).date?.description == "2024-05-06")
    #expect(AvroValue.int(1).timeOfDay(in: Milliseconds.self)?.description == "00:00:00.001")
    #expect(AvroValue.long(1).timeOfDay(in: Microseconds.self)?.description == "00:00:00.000001")
    #expect(AvroValue.long(1).timeOfDay(in: Milliseconds.self) == nil)
    #expect(AvroValue.long(1).timestamp(in: Nanoseconds.self)?.description == "1970-01-01T00:00:00.000000001Z")
    #expect(AvroValue.long(1).localTimestamp(in: Milliseconds.self)?.description == "1970-01-01T00:00:00.001")
    let fixed = #"{"type":"fixed","name":"F","size":12}"#
    #expect(try value(fixed, [1, 0, 0, 0, 2, 0, 0, 0, 3, 0, 0, 0]).duration?.description == "P1M2DT0.003S")
    #expect(AvroValue.null.date == nil)
  }
}
