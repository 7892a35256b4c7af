import Avro
import Foundation
import RegistryTesting
import SchemaCore
import Testing

/// A type written by hand, with most of what a schema can say.
struct Delivery: AvroSerializable, Hashable {
  enum State: Int, AvroSerializable {
    case open, done

    static let avroSchema = AvroDocument(
      literal: #"{"type":"enum","name":"State","namespace":"example","symbols":["OPEN","DONE"]}"#)

    init(from reader: inout AvroReader) throws(CodecError) { self = try reader.symbol(of: 2) == 0 ? .open : .done }

    func write(to writer: inout AvroWriter) throws(CodecError) { writer.index(rawValue) }
  }

  var id: UUID
  var state: State
  var previous: State?
  var tags: [String]
  var counters: [String: Int64]
  var price: AvroDecimal
  var day: AvroDate
  var content: [UInt8]
  var weight: Double?
  var parts: [[Int32?]]

  static let avroSchema = AvroDocument.record(
    "example.Delivery",
    [
      .field("id", UUID.self), .field("state", State.self, documentation: "Where it is."),
      .field("previous", State?.self, defaultValue: nil as JSONValue), .field("tags", [String].self, defaultValue: []),
      .field("counters", [String: Int64].self), .field("price", AvroDecimal.self), .field("day", AvroDate.self),
      .field("content", [UInt8].self), .field("weight", Double?.self), .field("parts", [[Int32?]].self),
    ], documentation: "What is on its way.")

  init(from reader: inout AvroReader) throws(CodecError) {
    id = try reader.uuid()
    state = try State(from: &reader)
    previous = try State?(from: &reader)
    tags = try [String](from: &reader)
    counters = try [String: Int64](from: &reader)
    price = try AvroDecimal(from: &reader)
    day = try AvroDate(from: &reader)
    content = try reader.bytes()
    weight = try reader.optional { reader throws(CodecError) in try reader.double() }
    parts = try [[Int32?]](from: &reader)
  }

  func write(to writer: inout AvroWriter) throws(CodecError) {
    try id.write(to: &writer)
    try state.write(to: &writer)
    try previous.write(to: &writer)
    try tags.write(to: &writer)
    try counters.write(to: &writer)
    try price.write(to: &writer)
    try day.write(to: &writer)
    writer.bytes(content)
    try weight.write(to: &writer)
    try parts.write(to: &writer)
  }
}

@Suite("Types that read and write themselves")
struct AvroSerializableTests {
  private let program: AvroProgram

  init() throws {
    program = try AvroProgram(Delivery.avroSchema)
  }

  private func sample(_ json: String = Self.sample) throws -> [UInt8] {
    var arena = RecordArena()
    var bytes: [UInt8] = []
    try program.fill(&arena, withJSON: Array(json.utf8))
    try program.encode(&arena, into: &bytes)
    return bytes
  }

  private static let sample = #"""
    {"id":"2f1b0c5e-9a77-4f3e-8d2c-0123456789ab","state":"DONE","previous":{"example.State":"OPEN"},
     "tags":["a","größer 😀",""],"counters":{"n":-70000},"price":"\u0004\u0004\u00e2\u0004","day":19849,
     "content":"\u0000\u00ff","weight":{"double":1.5},"parts":[[],[null,{"int":-1},{"int":2147483647}]]}
    """#

  @Test("the schema of a type is made from those of its properties")
  func schema() throws {
    let text = Delivery.avroSchema.canonicalText
    #expect(
      text == #"{"type":"record","name":"Delivery","namespace":"example","doc":"What is on its way.","fields":["#
        + #"{"name":"id","type":{"type":"string","logicalType":"uuid"}},"#
        + #"{"name":"state","type":{"type":"enum","name":"State","symbols":["OPEN","DONE"]},"doc":"Where it is."},"#
        + #"{"name":"previous","type":["null","State"],"default":null},"#
        + #"{"name":"tags","type":{"type":"array","items":"string"},"default":[]},"#
        + #"{"name":"counters","type":{"type":"map","values":"long"}},"#
        + #"{"name":"price","type":{"type":"bytes","logicalType":"big-decimal"}},"#
        + #"{"name":"day","type":{"type":"int","logicalType":"date"}},{"name":"content","type":"bytes"},"#
        + #"{"name":"weight","type":["null","double"]},"#
        + #"{"name":"parts","type":{"type":"array","items":{"type":"array","items":["null","int"]}}}]}"#)
    #expect([String: Delivery?].avroSchema.canonicalText == #"{"type":"map","values":["null","# + text + "]}")
  }

  @Test("a type reads what the schema's program wrote, and writes the same")
  func agreement() throws {
    let bytes = try sample()
    let delivery = try Delivery(avro: bytes)
    #expect(delivery.id.uuidString == "2F1B0C5E-9A77-4F3E-8D2C-0123456789AB")
    #expect((delivery.state, delivery.previous) == (.done, .open))
    #expect(delivery.tags == ["a", "größer 😀", ""])
    #expect(delivery.counters == ["n": -70000])
    #expect(delivery.price.description == "12.50")
    #expect(delivery.day.description == "2024-05-06")
    #expect(delivery.content == [0, 255])
    #expect(delivery.weight == 1.5)
    #expect(delivery.parts == [[], [nil, -1, .max]])
    #expect(try delivery.avroBytes() == bytes)
    #expect(try Delivery(avro: AnyCollection(bytes)) == delivery)
  }

  @Test("composed types read and write themselves too")
  func composition() throws {
    let delivery = try Delivery(avro: sample())
    let many: [String: [Delivery?]] = ["x": [delivery, nil]]
    #expect(try [String: [Delivery?]](avro: many.avroBytes()) == many)
    #expect(try Bool(avro: true.avroBytes()))
    #expect(try AvroNull(avro: []) == AvroNull())
    #expect(try Float(avro: Float(-1.5).avroBytes()) == -1.5)
    for number in [0, -1, 63, 64, -65, 1 << 40, Int64.max, .min] {
      #expect(try Int64(avro: number.avroBytes()) == number)
      #expect(try [Int64](avro: [number, number].avroBytes()) == [number, number])
    }
    let time = AvroTimeOfDay<Milliseconds>(sinceMidnight: 1 << 40)
    #expect(throws: CodecError.self) { try time.avroBytes() }
    let length = AvroDuration(months: 1, days: 2, milliseconds: 3)
    #expect(try AvroDuration(avro: length.avroBytes()) == length)
  }

  @Test("a record cut off anywhere is refused with the field and the words of the generic decoder")
  func truncation() throws {
    let bytes = try sample()
    var arena = RecordArena()
    for count in 0..<bytes.count {
      let error = #expect(throws: CodecError.self) { try Delivery(avro: bytes.prefix(count)) }
      let expected = #expect(throws: CodecError.self) { try program.decode(bytes.prefix(count), into: &arena) }
      #expect(error == expected)
    }
    let error = #expect(throws: CodecError.self) { try Delivery(avro: bytes + [0]) }
    #expect(error?.kind == .trailingBytes)
  }

  @Test("flipped bits are refused as the generic decoder refuses them, or read as it reads them")
  func flippedBits() throws {
    let bytes = try sample()
    var generator = SeededGenerator(seed: 7)
    var arena = RecordArena()
    for _ in 0..<4000 {
      var changed = bytes
      for _ in 0..<Int.random(in: 1...3, using: &generator) {
        changed[.random(in: 0..<bytes.count, using: &generator)] ^= 1 << UInt8.random(in: 0...7, using: &generator)
      }
      let refusal = Result { () throws(CodecError) in try program.decode(changed, into: &arena) }
      switch (Result { () throws(CodecError) in try Delivery(avro: changed) }, refusal) {
      case (.failure(let error), .failure(let expected)): #expect(error == expected)
      case (.failure(let error), .success):
        // What the generic decoder does not look into: text of UUIDs, and the insides of big decimals.
        #expect(error.message.contains("UUID") || error.message.contains("big decimal"), "\(error)")
      case (.success(let delivery), .success):
        // Compared as bytes: a weight that is not a number does not equal itself.
        let written = try delivery.avroBytes()
        #expect(try Delivery(avro: written).avroBytes() == written)
      case (.success, .failure(let error)): Issue.record("read what \(error) forbids")
      }
    }
  }
}
