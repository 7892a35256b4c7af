import FoundationEssentials
import SchemaCore
import Testing

@testable import Avro

@Suite("Codable: errors")
struct CodableErrorTests {
  static let schema = #"""
    {"type":"record","name":"Order","namespace":"shop","fields":[
      {"name":"id","type":"long"},
      {"name":"lines","type":{"type":"array","items":
        {"type":"record","name":"Line","fields":[{"name":"sku","type":"string"},{"name":"count","type":"int"}]}}},
      {"name":"labels","type":{"type":"map","values":["null","string"]}},
      {"name":"level","type":{"type":"enum","name":"Level","symbols":["LOW","HIGH"]}},
      {"name":"key","type":{"type":"string","logicalType":"uuid"}},
      {"name":"at","type":"long"},
      {"name":"digest","type":{"type":"fixed","name":"Digest","size":2}},
      {"name":"payment","type":["null","Line","string"]}]}
    """#
  static let record = #"""
    {"id":300,"lines":[{"sku":"a","count":1},{"sku":"b","count":2}],"labels":{"k":{"string":"v"},"n":null},
     "level":"HIGH","key":"no","at":5,"digest":"AB","payment":{"string":"cash"}}
    """#

  struct Failure: Error, CustomStringConvertible { let description = "this type wants more" }

  struct Own: Codable {
    init() {}
    init(from decoder: any Decoder) throws { throw Failure() }
    func encode(to encoder: any Encoder) throws { throw Failure() }
  }

  enum Letter: String, Codable { case a }

  /// A type that reads one field, in the ways that are asked for.
  struct Reading: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let run: @Sendable (AvroDecoder, [UInt8]) throws -> Void

    init<Value: Decodable & SendableMetatype>(_ type: Value.Type, at offset: Int, _ text: String) {
      let message = "\(text) (at byte \(offset))"
      testDescription = message
      run = { decoder, bytes in
        let error = #expect(throws: CodecError.self) { _ = try decoder.decode(Value.self, from: bytes) }
        #expect(error?.description == message)
        #expect(error?.kind == .mismatch)
      }
    }
  }

  struct Lines<Sku: Decodable, Count: Decodable>: Decodable {
    struct Line: Decodable {
      let sku: Sku
      let count: Count
    }
    let lines: [Line]
  }
  struct Labels<Value: Decodable>: Decodable { let labels: [String: Value] }
  struct Id<Value: Decodable>: Decodable { let id: Value }
  struct Level<Value: Decodable>: Decodable { let level: Value }
  struct Key<Value: Decodable>: Decodable { let key: Value }
  struct At<Value: Decodable>: Decodable { let at: Value }
  struct Pay<Value: Decodable>: Decodable { let payment: Value }
  struct Unknown: Decodable { let unknown: Int }
  enum Payment: Decodable { case line(Lines<String, Int>.Line), card(String) }

  static let readings = [
    Reading(Id<String>.self, at: 0, "id: the Avro type long cannot be read as String"),
    Reading(Id<UInt8>.self, at: 0, "id: 300 is not representable as UInt8"),
    Reading(Id<Own>.self, at: 0, "id: this type wants more"),
    Reading(Id<[Int]>.self, at: 0, "id: the Avro type long cannot be read as UnkeyedDecodingContainer"),
    Reading(Lines<Int, Int>.self, at: 3, "lines[0].sku: the Avro type string cannot be read as Int"),
    Reading(Lines<String, Bool>.self, at: 5, "lines[0].count: the Avro type int cannot be read as Bool"),
    Reading(Lines<Letter, Int>.self, at: 6, "lines[1].sku: Cannot initialize Letter from invalid String value b"),
    Reading(Lines<String, Own>.self, at: 5, "lines[0].count: this type wants more"),
    Reading(Labels<String>.self, at: 18, #"labels["n"]: expected a value to read as String, found null"#),
    Reading(Labels<Int?>.self, at: 13, #"labels["k"]: the Avro type string cannot be read as Int"#),
    Reading(Level<Letter>.self, at: 20, "level: Cannot initialize Letter from invalid String value HIGH"),
    Reading(Level<Int>.self, at: 20, "level: the Avro type shop.Level cannot be read as Int"),
    Reading(Key<UUID>.self, at: 21, #"key: "no" is no UUID"#),
    Reading(
      At<Date>.self, at: 24,
      "at: long is no instant; Date stands for date, timestamp-millis, timestamp-micros and timestamp-nanos"),
    Reading(Pay<Int>.self, at: 27, "payment: the Avro type string (in a union) cannot be read as Int"),
    Reading(
      Unknown.self, at: 0,
      "shop.Order has no field \"unknown\"; its fields are id, lines, labels, level, key, at, digest, payment"),
    Reading([Int].self, at: 0, "the Avro type shop.Order cannot be read as UnkeyedDecodingContainer"),
    Reading(Int.self, at: 0, "the Avro type shop.Order cannot be read as Int"),
  ]

  @Test("of decoding name the field and what is wrong with it", arguments: readings)
  func decoding(reading: Reading) throws {
    let probe = try CodableProbe(Self.schema)
    let bytes = try probe.bytes(ofJSON: Self.record)
    for _ in 0..<2 { try reading.run(probe.decoder, bytes) }
  }

  @Test("of bytes that make no sense have an offset")
  func malformed() throws {
    let probe = try CodableProbe(Self.schema)
    let bytes = try probe.bytes(ofJSON: Self.record)
    for count in 0..<bytes.count {
      let error = #expect(throws: CodecError.self) { try probe.decoder.decode(Id<Int>.self, from: bytes[..<count]) }
      #expect(error?.kind == .truncated)
      #expect(error?.byteOffset != nil)
    }
  }

  struct Writing: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let run: @Sendable (AvroEncoder) throws -> Void

    init(_ value: some Encodable & Sendable, _ message: String) {
      testDescription = message
      run = { encoder in
        var output: [UInt8] = [1, 2]
        let error = #expect(throws: CodecError.self) { try encoder.encode(value, into: &output) }
        #expect(error?.description == message)
        #expect(output == [1, 2])
      }
    }
  }

  /// All fields, of types that can be wrong.
  struct Order<Id: Encodable & Sendable, Sku: Encodable & Sendable, Pay: Encodable & Sendable>: Encodable, Sendable {
    struct Line: Encodable, Sendable {
      let sku: Sku
      let count: Int
    }
    let id: Id
    let lines: [Line]
    var labels: [String: String?] = [:]
    var level = "LOW"
    let key = UUID()
    let at = 5
    var digest: [UInt8] = [1, 2]
    let payment: Pay

    init(_ id: Id, _ sku: Sku, count: Int = 1, _ pay: Pay) {
      self.id = id
      lines = [Line(sku: sku, count: 0), Line(sku: sku, count: count)]
      payment = pay
    }

    func with(_ change: (inout Order) -> Void) -> Order {
      var copy = self
      change(&copy)
      return copy
    }
  }
  struct Empty: Encodable, Sendable {}
  struct More: Encodable, Sendable {
    let id = 1
    let extra = 2
  }

  static let writings = [
    Writing(Order("x", "a", "cash"), "id: String cannot be written as long"),
    Writing(Order(UInt64.max, "a", "cash"), "id: 18446744073709551615 is not representable as long"),
    Writing(Order(Int?.none, "a", "cash"), "id: nil cannot be written as long"),
    Writing(Order(Own(), "a", "cash"), "id: this type wants more"),
    Writing(Order(1, 2, "cash"), "lines[0].sku: Int cannot be written as string"),
    Writing(Order(1, "a", count: 1 << 40, "cash"), "lines[1].count: 1099511627776 is not representable as int"),
    Writing(Order(1, "a", 2.5), "payment: Double cannot be written as union of null, shop.Line, string"),
    Writing(
      Order(1, "a", "cash").with { $0.level = "MID" },
      "level: shop.Level has no symbol \"MID\"; its symbols are LOW, HIGH"),
    Writing(Order(1, "a", "cash").with { $0.digest = [1] }, "digest: shop.Digest has 2 bytes, found 1"),
    Writing(Empty(), "id: the field is missing and has no default; expected long"),
    Writing(
      More(), "shop.Order has no field \"extra\"; its fields are id, lines, labels, level, key, at, digest, payment"),
    Writing([1], "an unkeyed container cannot be written as shop.Order"),
    Writing(5, "Int cannot be written as shop.Order"),
  ]

  @Test("of encoding name the field and what is wrong with it", arguments: writings)
  func encoding(writing: Writing) throws {
    let probe = try CodableProbe(Self.schema)
    for _ in 0..<2 { try writing.run(probe.encoder) }
  }
}
