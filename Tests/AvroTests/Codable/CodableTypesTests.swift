import FoundationEssentials
import SchemaCore
import Testing

@testable import Avro

@Suite("Codable: types")
struct CodableTypesTests {
  struct Box<Value: Codable & Equatable & Sendable>: Codable, Equatable, Sendable {
    var value: Value
  }

  enum Level: String, Codable, Sendable { case low = "LOW", high = "HIGH" }
  enum Number: Int, Codable, Sendable { case one = 1, two }

  struct Row: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let run: @Sendable () throws -> Void

    init<Value: Codable & Equatable & Sendable>(_ type: String, _ value: Value, _ json: String) {
      testDescription = "\(Value.self) as \(type)"
      run = {
        let probe = try CodableProbe(fields: #""value": \#(type)"#)
        let bytes = try probe.bytes(ofJSON: #"{"value":\#(json)}"#)
        // Twice, as what is learned of a type the first time is used the second time.
        for _ in 0..<2 {
          #expect(try probe.encoder.encode(Box(value: value)) == bytes)
          #expect(try probe.decoder.decode(Box<Value>.self, from: bytes) == Box(value: value))
        }
      }
    }
  }

  static let uuid = UUID(uuid: (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 0xFF))
  static let level = #"{"type":"enum","name":"Level","symbols":["LOW","HIGH"]}"#
  static let union = #"["null","string","long","double","boolean"]"#

  static let rows = [
    Row(#""boolean""#, true, "true"),
    Row(#""int""#, Int32.min, "-2147483648"),
    Row(#""int""#, Int8(-5), "-5"),
    Row(#""int""#, UInt16.max, "65535"),
    Row(#""int""#, 7, "7"),
    Row(#""long""#, Int64.min, "-9223372036854775808"),
    Row(#""long""#, UInt64(9), "9"),
    Row(#""long""#, Int128(-1), "-1"),
    Row(#""long""#, UInt128(1), "1"),
    Row(#""long""#, 1.5e9, "1500000000"),
    Row(#""double""#, 1.25, "1.25"),
    Row(#""double""#, Float(1.25), "1.25"),
    Row(#""double""#, 3, "3.0"),
    Row(#""float""#, Float(0.1), "0.1"),
    Row(#""float""#, 0.5, "0.5"),
    Row(#""string""#, "", #""""#),
    Row(#""string""#, "grüße 😀", #""grüße 😀""#),
    Row(#""string""#, Level.high, #""HIGH""#),
    Row(level, Level.high, #""HIGH""#),
    Row(level, "LOW", #""LOW""#),
    Row(#"["null", \#(level)]"#, Level?.some(.low), #"{"Level":"LOW"}"#),
    Row(#"["null", \#(level)]"#, Level?.none, "null"),
    Row(#""int""#, Number.two, "2"),
    Row(#""bytes""#, [UInt8]([0, 1, 255]), #""\u0000\u0001\u00ff""#),
    Row(#""bytes""#, Data([7]), #""\u0007""#),
    Row(#"{"type":"fixed","name":"F","size":2}"#, [UInt8]([65, 66]), #""AB""#),
    Row(#"{"type":"array","items":"int"}"#, [UInt8]([65, 66]), "[65,66]"),
    Row(#"{"type":"array","items":"long"}"#, [Int64]([1, -2]), "[1,-2]"),
    Row(#"{"type":"array","items":"long"}"#, [Int64](), "[]"),
    Row(#"{"type":"array","items":"string"}"#, ["a", "b"], #"["a","b"]"#),
    Row(#"{"type":"array","items":\#(level)}"#, [Level.high, .low, .high], #"["HIGH","LOW","HIGH"]"#),
    Row(#"{"type":"array","items":["null","int"]}"#, [1, nil, 3], #"[{"int":1},null,{"int":3}]"#),
    Row(#"{"type":"array","items":"null"}"#, [Int?.none, nil], "[null,null]"),
    Row(#"{"type":"array","items":{"type":"array","items":"int"}}"#, [[1], [], [2, 3]], "[[1],[],[2,3]]"),
    Row(#"{"type":"array","items":"int"}"#, Set([5]), "[5]"),
    Row(#"{"type":"map","values":"long"}"#, ["k": 5], #"{"k":5}"#),
    Row(#"{"type":"map","values":["null","string"]}"#, ["k": String?.none], #"{"k":null}"#),
    Row(#"{"type":"map","values":"string"}"#, [3: "c"], #"{"3":"c"}"#),
    Row(#"{"type":"map","values":{"type":"array","items":"int"}}"#, ["k": [1, 2]], #"{"k":[1,2]}"#),
    Row(#"["null","string"]"#, String?.some("x"), #"{"string":"x"}"#),
    Row(#"["string","null"]"#, String?.none, "null"),
    Row(union, String?.some("x"), #"{"string":"x"}"#),
    Row(union, Int?.some(4), #"{"long":4}"#),
    Row(union, Double?.some(4), #"{"double":4.0}"#),
    Row(union, true, #"{"boolean":true}"#),
    Row(union, Double?.none, "null"),
    Row(#"["int","long"]"#, Int16(4), #"{"int":4}"#),
    Row(#"["int","long"]"#, Int64(4), #"{"long":4}"#),
    Row(#"["float","double"]"#, Float(4), #"{"float":4.0}"#),
    Row(#"["null","int",{"type":"array","items":"int"}]"#, [1], #"{"array":[1]}"#),
    Row(#"["int","bytes",{"type":"map","values":"int"}]"#, ["a": 1], #"{"map":{"a":1}}"#),
    Row(#"{"type":"string","logicalType":"uuid"}"#, uuid, #""01020304-0506-0708-090a-0b0c0d0e0fff""#),
    Row(
      #"{"type":"fixed","name":"U","size":16,"logicalType":"uuid"}"#, uuid,
      #""\u0001\u0002\u0003\u0004\u0005\u0006\u0007\u0008\u0009\u000a\u000b\u000c\u000d\u000e\u000f\u00ff""#),
    Row(#"["string",{"type":"fixed","name":"U","size":16,"logicalType":"uuid"}]"#, "text", #"{"string":"text"}"#),
    Row(time("timestamp-millis"), Date(timeIntervalSince1970: 1.5), "1500"),
    Row(time("timestamp-millis"), Date(timeIntervalSince1970: -1.5), "-1500"),
    Row(time("timestamp-micros"), Date(timeIntervalSince1970: 1_700_000_000.25), "1700000000250000"),
    Row(time("timestamp-nanos"), Date(timeIntervalSince1970: 0.5), "500000000"),
    Row(#"["null",\#(time("timestamp-millis"))]"#, Date?.some(Date(timeIntervalSince1970: 1)), #"{"long":1000}"#),
    Row(#"{"type":"int","logicalType":"date"}"#, Date(timeIntervalSince1970: -86400), "-1"),
    Row(#""double""#, Date(timeIntervalSinceReferenceDate: 2.5), "2.5"),
  ]

  private static func time(_ name: String) -> String { #"{"type":"long","logicalType":"\#(name)"}"# }

  @Test("is written as the specification says and read back", arguments: rows)
  func roundTrips(row: Row) throws { try row.run() }

  @Test("any type may be the whole record")
  func roots() throws {
    let long = try CodableProbe(#""long""#)
    #expect(try long.decoder.decode(Int.self, from: long.encoder.encode(-70)) == -70)
    let array = try CodableProbe(#"{"type":"array","items":["null","string"]}"#)
    #expect(try array.decoder.decode([String?].self, from: array.encoder.encode(["a", nil])) == ["a", nil])
    let nullable = try CodableProbe(#"["null","int"]"#)
    #expect(try nullable.decoder.decode(Int?.self, from: nullable.encoder.encode(Int?.none)) == nil)
  }

  @Test("a date is rounded to the nearest millisecond, and to the day that it is in")
  func rounding() throws {
    let millis = try CodableProbe(Self.time("timestamp-millis"))
    #expect(try millis.json(encoding: Date(timeIntervalSince1970: 0.0006)) == "1")
    #expect(try millis.json(encoding: Date(timeIntervalSince1970: -0.0006)) == "-1")
    let days = try CodableProbe(#"{"type":"int","logicalType":"date"}"#)
    #expect(try days.json(encoding: Date(timeIntervalSince1970: 86_399)) == "0")
    #expect(try days.json(encoding: Date(timeIntervalSince1970: -1)) == "-1")
  }
}
