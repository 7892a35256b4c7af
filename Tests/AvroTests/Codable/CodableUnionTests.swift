import SchemaCore
import Testing

@testable import Avro

@Suite("Codable: unions")
struct CodableUnionTests {
  static let payment = #"""
    ["null",{"type":"record","name":"Card","namespace":"shop","fields":[{"name":"network","type":"string"}]},
     {"type":"record","name":"Transfer","namespace":"shop","fields":[{"name":"bank","type":"string"},
      {"name":"urgent","type":"boolean","default":false}]},"string","long"]
    """#

  struct Card: Codable, Equatable { var network: String }

  enum Payment: Codable, Equatable {
    case card(Card)
    case transfer(bank: String, urgent: Bool)
    case string(String)
    case long(Int)
    case null
  }

  struct Order: Codable, Equatable { var payment: Payment }

  @Test(
    "an enum with associated values has a case for each branch",
    arguments: [
      (Payment.card(Card(network: "V")), #"{"shop.Card":{"network":"V"}}"#),
      (Payment.transfer(bank: "B", urgent: true), #"{"shop.Transfer":{"bank":"B","urgent":true}}"#),
      (Payment.string("cash"), #"{"string":"cash"}"#),
      (Payment.long(7), #"{"long":7}"#),
      (Payment.null, "null"),
    ])
  func cases(payment: Payment, json: String) throws {
    let probe = try CodableProbe(fields: #""payment":\#(Self.payment)"#)
    let bytes = try probe.bytes(ofJSON: #"{"payment":\#(json)}"#)
    for _ in 0..<2 {
      #expect(try probe.encoder.encode(Order(payment: payment)) == bytes)
      #expect(try probe.decoder.decode(Order.self, from: bytes) == Order(payment: payment))
    }
  }

  struct Optionals: Codable, Equatable { var payments: [Payment?] }

  @Test("null is the nil of an optional enum")
  func optionals() throws {
    let probe = try CodableProbe(fields: #""payments":{"type":"array","items":\#(Self.payment)}"#)
    let value = Optionals(payments: [.long(1), nil, .card(Card(network: "V"))])
    let bytes = try probe.encoder.encode(value)
    #expect(
      try probe.json(of: bytes) == #"{"payments":[{"long":1},null,{"shop.Card":{"network":"V"}}]}"#)
    #expect(try probe.decoder.decode(Optionals.self, from: bytes) == value)
  }

  enum Trying: Codable, Equatable {
    case number(Int)
    case card(Card)
    case text(String)

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let number = try? container.decode(Int.self) {
        self = .number(number)
      } else if let card = try? container.decode(Card.self) {
        self = .card(card)
      } else {
        self = .text(try container.decode(String.self))
      }
    }

    func encode(to encoder: any Encoder) throws {
      var container = encoder.singleValueContainer()
      switch self {
      case .number(let number): try container.encode(number)
      case .card(let card): try container.encode(card)
      case .text(let text): try container.encode(text)
      }
    }
  }

  @Test(
    "a type may try one branch after the other, and be written by the type of what it encodes",
    arguments: [Trying.number(5), .card(Card(network: "V")), .text("t")])
  func trying(value: Trying) throws {
    let probe = try CodableProbe(Self.payment)
    for _ in 0..<2 { #expect(try probe.decoder.decode(Trying.self, from: probe.encoder.encode(value)) == value) }
  }

  struct Unnamed: Encodable {
    var bank: String
    var urgent: Bool
  }

  @Test("a type that is named as no branch is the only record, and an error if there are several")
  func unnamed() throws {
    let several = try CodableProbe(Self.payment)
    let error = #expect(throws: CodecError.self) { try several.encoder.encode(Unnamed(bank: "B", urgent: true)) }
    #expect(error?.message.hasPrefix("which branch is it?") == true)
    let one = try CodableProbe(
      #"["int","string",{"type":"record","name":"T","fields":[{"name":"bank","type":"string"},"#
        + #"{"name":"urgent","type":"boolean"}]}]"#)
    #expect(
      try one.json(encoding: Unnamed(bank: "B", urgent: true)) == #"{"T":{"bank":"B","urgent":true}}"#)
  }

  @Test("a case for a branch that the record does not hold is an error that names the branch")
  func wrongBranch() throws {
    struct Asking: Decodable {
      init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodableByLayout.Key.self)
        _ = try container.decode(String.self, forKey: CodableByLayout.Key("string"))
      }
    }
    let probe = try CodableProbe(Self.payment)
    let error = #expect(throws: CodecError.self) { try probe.decode(Asking.self, fromJSON: #"{"long":1}"#) }
    #expect(error?.message == #"the union holds long, not "string""#)
  }

  enum Level: String, Codable { case low, high }

  @Test("an enum that is named as a branch is that branch, not a string")
  func namedEnum() throws {
    let probe = try CodableProbe(#"["string",{"type":"enum","name":"Level","symbols":["low","high"]}]"#)
    #expect(try probe.json(encoding: Level.high) == #"{"Level":"high"}"#)
    #expect(try probe.json(encoding: "high") == #"{"string":"high"}"#)
    #expect(try probe.decode(Level.self, fromJSON: #"{"string":"low"}"#) == .low)
    #expect(try probe.decode(Level.self, fromJSON: #"{"Level":"high"}"#) == .high)
  }
}
