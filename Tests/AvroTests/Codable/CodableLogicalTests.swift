import SchemaCore
import Testing

@testable import Avro

@Suite("Codable: logical types")
struct CodableLogicalTests {
  static let schema = #"""
    {"type":"record","name":"R","fields":[
      {"name":"price","type":{"type":"bytes","logicalType":"decimal","precision":9,"scale":2}},
      {"name":"exact","type":{"type":"fixed","name":"F","size":4,"logicalType":"decimal","precision":9,"scale":3}},
      {"name":"big","type":{"type":"bytes","logicalType":"big-decimal"}},
      {"name":"day","type":{"type":"int","logicalType":"date"}},
      {"name":"time","type":{"type":"int","logicalType":"time-millis"}},
      {"name":"at","type":["null",{"type":"long","logicalType":"timestamp-micros"}]},
      {"name":"local","type":{"type":"long","logicalType":"local-timestamp-millis"}},
      {"name":"span","type":{"type":"fixed","name":"D","size":12,"logicalType":"duration"}},
      {"name":"text","type":"string"}]}
    """#

  struct Record: Codable, Equatable {
    var price: AvroDecimal
    var exact = AvroDecimal(unscaled: -1500, scale: 3)
    var big = AvroDecimal(unscaled: 12345, scale: 4)
    var day = AvroDate(daysSinceEpoch: -1)
    var time = AvroTimeOfDay<Milliseconds>(sinceMidnight: 5000)
    var at: AvroTimestamp<Microseconds>? = AvroTimestamp(sinceEpoch: 1_000_001)
    var local = AvroLocalTimestamp<Milliseconds>(sinceEpoch: 7)
    var span = AvroDuration(months: 1, days: 2, milliseconds: 3)
    var text = AvroDate(daysSinceEpoch: 1)
  }

  @Test("are exact in both directions, and text on a string")
  func roundTrip() throws {
    let probe = try CodableProbe(Self.schema)
    let record = Record(price: AvroDecimal(unscaled: 123, scale: 1))
    let bytes = try probe.encoder.encode(record)
    #expect(try probe.decoder.decode(Record.self, from: bytes) == record)
    let json = try probe.json(of: bytes)
    #expect(json.contains(#""day":-1,"time":5000,"at":{"long":1000001},"local":7"#))
    #expect(json.hasSuffix(#""text":"1970-01-02"}"#))
  }

  @Test("a decimal that the precision or the scale does not hold is refused with its field")
  func decimals() throws {
    let probe = try CodableProbe(Self.schema)
    for decimal in [AvroDecimal(unscaled: 1, scale: 3), AvroDecimal(unscaled: 1_000_000_000, scale: 2)] {
      let error = #expect(throws: CodecError.self) { try probe.encoder.encode(Record(price: decimal)) }
      #expect(error?.path == "price")
    }
  }
}
