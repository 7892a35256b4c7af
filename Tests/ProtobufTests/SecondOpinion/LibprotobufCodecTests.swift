import ReferenceCodecs
import SchemaCore
import Testing

@Suite("The second opinion: libprotobuf-c")
struct LibprotobufCodecTests {
  private typealias Value = ReferenceMessage.Value

  private static let kinds: [(LibprotobufSchema.Kind, Value, String)] = [
    (.int32, .bits32(0xFFFF_FFFF), "08ffffffffffffffffff01"), (.sint32, .bits32(0xFFFF_FFFF), "0801"),
    (.sfixed32, .bits32(7), "0d07000000"), (.int64, .bits64(300), "08ac02"), (.sint64, .bits64(1), "0802"),
    (.sfixed64, .bits64(7), "090700000000000000"), (.uint32, .bits32(0xFFFF_FFFF), "08ffffffff0f"),
    (.fixed32, .bits32(7), "0d07000000"), (.uint64, .bits64(.max), "08ffffffffffffffffff01"),
    (.fixed64, .bits64(7), "090700000000000000"), (.float, .bits32(0x7F80_0001), "0d0100807f"),
    (.double, .bits64(1), "090100000000000000"), (.bool, .boolean(true), "0801"),
    (.enumeration, .bits32(0xFFFF_FFFF), "08ffffffffffffffffff01"), (.string, .bytes([0x61]), "0a0161"),
    (.bytes, .bytes([0, 255]), "0a0200ff"), (.message(1), .message(ReferenceMessage()), "0a00"),
  ]

  @Test("a value of each kind is read and written", arguments: kinds.indices)
  func kind(_ index: Int) throws {
    let (kind, value, digits) = Self.kinds[index]
    let bytes = try #require(Hexadecimal.bytes(digits))
    for presence in [LibprotobufSchema.Presence.required, .explicit, .implicit, .repeated(packed: false)] {
      // A message is always set or not set.
      if kind == .message(1), presence == .implicit { continue }
      let codec = codec([.init(1, kind, presence)])
      let message = ReferenceMessage(fields: [.init(1, [value])])
      #expect(try codec.decoded(bytes) == message)
      #expect(try codec.encoded(message) == bytes)
      #expect(try codec.reencoded(bytes) == bytes)
    }
    let choice = codec([.init(1, kind, .explicit, oneof: 0), .init(2, .bytes, .explicit, oneof: 0)])
    #expect(try choice.reencoded([0x12, 0] + bytes) == bytes)
    #expect(try choice.decoded([0x12, 0]).fields == [.init(2, [.bytes([])])])
  }

  @Test("packed and unpacked values are read and written")
  func packed() throws {
    let message = ReferenceMessage(fields: [.init(1, [.bits32(1), .bits32(300)])])
    let packed: [UInt8] = [0x0A, 3, 1, 0xAC, 2]
    let unpacked: [UInt8] = [8, 1, 8, 0xAC, 2]
    for (isPacked, written) in [(true, packed), (false, unpacked)] {
      let codec = codec([.init(1, .uint32, .repeated(packed: isPacked))])
      #expect(try codec.decoded(packed) == message)
      #expect(try codec.decoded(unpacked) == message)
      #expect(try codec.encoded(message) == written)
    }
  }

  @Test("unknown fields come back in their order")
  func unknown() throws {
    let codec = codec([.init(4, .uint32, .implicit)])
    let bytes: [UInt8] = [0x18, 5, 0x20, 1, 0x12, 1, 0xFF, 0x0D, 1, 2, 3, 4]
    let message = try codec.decoded(bytes)
    #expect(message.fields == [.init(4, [.bits32(1)])])
    #expect(message.unknown.map(\.number) == [3, 2, 1])
    let expected: [UInt8] = [0x20, 1, 0x18, 5, 0x12, 1, 0xFF, 0x0D, 1, 2, 3, 4]
    #expect(try codec.encoded(message) == expected)
  }

  @Test("what does not fit is refused")
  func failures() {
    let codec = codec([.init(1, .uint32, .required)])
    #expect(throws: LibprotobufCodec.Failure.self) { try codec.decoded([]) }
    #expect(throws: LibprotobufCodec.Failure.self) { try codec.decoded([8]) }
    #expect(throws: LibprotobufCodec.Failure.self) { try codec.decoded([8, 1], as: 7) }
    for field in [ReferenceMessage.Field(1, [.bytes([])]), .init(1, []), .init(2, [.bits32(1)])] {
      #expect(throws: LibprotobufCodec.Failure.self) { try codec.encoded(ReferenceMessage(fields: [field])) }
    }
  }

  /// A schema whose first message has these fields, and whose second has none.
  private func codec(_ fields: [LibprotobufSchema.Field]) -> LibprotobufCodec {
    LibprotobufCodec(LibprotobufSchema(messages: [.init(fields: fields), .init(fields: [])]))
  }
}
