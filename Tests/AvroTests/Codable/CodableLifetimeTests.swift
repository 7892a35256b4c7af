import SchemaCore
import Testing

@testable import Avro

/// Decoders, encoders and containers that user code keeps for longer than it may.
@Suite("Codable: kept containers")
struct CodableLifetimeTests {
  static let schema = #"""
    {"type":"record","name":"R","fields":[{"name":"a","type":"string"},{"name":"b","type":{"type":"array","items":"int"}}]}
    """#

  final class Kept: Codable {
    enum CodingKeys: String, CodingKey { case a, b }

    var decoder: (any Decoder)?
    var keyed: KeyedDecodingContainer<CodingKeys>?
    var unkeyed: (any UnkeyedDecodingContainer)?
    var single: (any SingleValueDecodingContainer)?

    init(from decoder: any Decoder) throws {
      self.decoder = decoder
      keyed = try decoder.container(keyedBy: CodingKeys.self)
      unkeyed = try keyed?.nestedUnkeyedContainer(forKey: .b)
      single = try keyed?.superDecoder(forKey: .a).singleValueContainer()
      #expect(try single?.decode(String.self) == "text")
    }

    func encode(to encoder: any Encoder) throws {}
  }

  /// Uses all that is kept.
  private func expectRefusals(_ kept: Kept) {
    #expect(throws: (any Error).self) { try kept.decoder?.container(keyedBy: Kept.CodingKeys.self) }
    #expect(throws: (any Error).self) { try kept.decoder?.unkeyedContainer() }
    #expect(throws: (any Error).self) { try kept.keyed?.decode(String.self, forKey: .a) }
    #expect(throws: (any Error).self) { try kept.keyed?.decodeIfPresent(String.self, forKey: .a) }
    #expect(throws: (any Error).self) { try kept.keyed?.decode([Int].self, forKey: .b) }
    #expect(throws: (any Error).self) { try kept.keyed?.nestedUnkeyedContainer(forKey: .b) }
    #expect(throws: (any Error).self) { try kept.unkeyed?.decode(Int.self) }
    #expect(throws: (any Error).self) { try kept.unkeyed?.superDecoder() }
    #expect(throws: (any Error).self) { try kept.single?.decode(String.self) }
    #expect(throws: (any Error).self) { try kept.single?.decode([String].self) }
    #expect(kept.keyed?.allKeys.isEmpty == true)
    #expect(kept.keyed?.contains(.a) == false)
    #expect(kept.keyed?.codingPath.isEmpty == true)
    #expect(kept.unkeyed?.codingPath.isEmpty == true)
    #expect(kept.decoder?.userInfo.isEmpty == true)
    #expect(kept.single?.decodeNil() == false)
  }

  @Test("are refused after the record, while another is decoded, and after their decoder is gone")
  func decoding() throws {
    var kept: Kept?
    do {
      let probe = try CodableProbe(Self.schema)
      let bytes = try probe.bytes(ofJSON: #"{"a":"text","b":[1,2]}"#)
      let first = try probe.decoder.decode(Kept.self, from: bytes)
      expectRefusals(first)
      let second = try probe.decoder.decode(Kept.self, from: bytes)
      expectRefusals(first)
      expectRefusals(second)
      kept = second
    }
    if let kept { expectRefusals(kept) }
    let other = try CodableProbe(#""string""#)
    #expect(try other.decode(String.self, fromJSON: #""x""#) == "x")
    if let kept { expectRefusals(kept) }
  }

  final class Keeper: Encodable {
    var encoder: (any Encoder)?
    var keyed: KeyedEncodingContainer<Kept.CodingKeys>?
    var unkeyed: (any UnkeyedEncodingContainer)?
    var misuse: (() -> Void)?

    func encode(to encoder: any Encoder) throws {
      self.encoder = encoder
      var container = encoder.container(keyedBy: Kept.CodingKeys.self)
      try container.encode("text", forKey: .a)
      unkeyed = container.nestedUnkeyedContainer(forKey: .b)
      try unkeyed?.encode(7)
      keyed = container
    }
  }

  private func expectRefusals(_ kept: Keeper) {
    #expect(throws: (any Error).self) { try kept.keyed?.encode("more", forKey: .a) }
    #expect(throws: (any Error).self) { try kept.keyed?.encodeIfPresent(String?.none, forKey: .a) }
    #expect(throws: (any Error).self) { try kept.unkeyed?.encode(8) }
    #expect(throws: (any Error).self) { try kept.encoder?.singleValueContainer().encodeIgnoringMutability(1) }
    #expect(throws: (any Error).self) {
      var container = kept.encoder?.container(keyedBy: Kept.CodingKeys.self)
      try container?.encode("more", forKey: .a)
    }
    #expect(throws: (any Error).self) {
      var container = kept.encoder?.unkeyedContainer()
      try container?.encode(1)
    }
    #expect(throws: (any Error).self) {
      var nested = kept.keyed?.nestedContainer(keyedBy: Kept.CodingKeys.self, forKey: .b)
      try nested?.encode("more", forKey: .a)
    }
    #expect(kept.keyed?.codingPath.isEmpty == true)
    #expect(kept.unkeyed?.count == 0)
  }

  @Test("are refused after the record was encoded, and do not change the next")
  func encoding() throws {
    let kept = Keeper()
    do {
      let probe = try CodableProbe(Self.schema)
      let bytes = try probe.encoder.encode(kept)
      #expect(try probe.json(of: bytes) == #"{"a":"text","b":[7]}"#)
      expectRefusals(kept)
      let again = Keeper()
      #expect(try probe.encoder.encode(again) == bytes)
      expectRefusals(kept)
    }
    expectRefusals(kept)
  }

  struct Outer: Encodable {
    struct Inner: Encodable {
      let container: () throws -> Void
      func encode(to encoder: any Encoder) throws {
        #expect(throws: (any Error).self) { try container() }
        var own = encoder.singleValueContainer()
        try own.encode([1])
      }
    }

    func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: Kept.CodingKeys.self)
      try container.encode("text", forKey: .a)
      var copy = container
      try container.encode(Inner { try copy.encode([Int](), forKey: .b) }, forKey: .b)
    }
  }

  @Test("are refused while a value inside theirs is encoded")
  func nesting() throws {
    let probe = try CodableProbe(Self.schema)
    #expect(try probe.json(encoding: Outer()) == #"{"a":"text","b":[1]}"#)
  }
}

extension SingleValueEncodingContainer {
  fileprivate func encodeIgnoringMutability(_ value: Int) throws {
    var copy = self
    try copy.encode(value)
  }
}
