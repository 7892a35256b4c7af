import SchemaCore
import Testing

@testable import Protobuf

@Suite("Dynamic messages")
struct DynamicMessageTests {
  let program: ProtobufProgram

  init() throws {
    program = try TestSchema.program()
  }

  func field(_ name: String, of type: MessageType? = nil) throws -> MessageField {
    try #require((type ?? program.root).field(named: name))
  }

  static let scalars: [(field: String, value: ProtobufValue, bytes: String)] = [
    ("double_", .double(1.5), "09 000000000000F83F"), ("float_", .float(1.5), "15 0000C03F"),
    ("int64_", .int64(-1), "18 FFFFFFFFFFFFFFFFFF01"), ("uint64_", .uint64(.max), "20 FFFFFFFFFFFFFFFFFF01"),
    ("int32_", .int32(-2), "28 FEFFFFFFFFFFFFFFFF01"), ("fixed64_", .uint64(7), "31 0700000000000000"),
    ("fixed32_", .uint32(7), "3D 07000000"), ("bool_", .bool(true), "40 01"),
    ("string_", .string("é"), "4A 02 C3A9"), ("bytes_", .bytes([0xFF]), "52 01 FF"),
    ("uint32_", .uint32(.max), "58 FFFFFFFF0F"), ("sfixed32_", .int32(-1), "65 FFFFFFFF"),
    ("sfixed64_", .int64(-1), "69 FFFFFFFFFFFFFFFF"), ("sint32_", .int32(-2), "70 03"),
    ("sint64_", .int64(1), "78 02"), ("color", .enumeration(-1), "8001 FFFFFFFFFFFFFFFFFF01"),
  ]

  @Test("a field of every type is set, written, read and cleared", arguments: scalars)
  func scalar(name: String, value: ProtobufValue, written: String) throws {
    var message = DynamicMessage(program)
    #expect(message[name] == nil)
    try message.set(value, for: name)
    #expect(try message.encoded() == bytes(written))
    let read = try DynamicMessage(program, decoding: bytes(written))
    #expect(read[name] == value)
    #expect(read == message)
    message.clear(try field(name))
    #expect(message[name] == nil)
    #expect(try message.encoded() == [])
  }

  @Test(
    "literals fit the fields that can hold them",
    arguments: [
      ("int32_", 5, .int32(5)), ("uint64_", 5, .uint64(5)), ("fixed32_", 5, .uint32(5)), ("double_", 5, .double(5)),
      ("float_", 0.5, .float(0.5)), ("color", "GREEN", .enumeration(1)), ("string_", "GREEN", .string("GREEN")),
      ("bool_", true, .bool(true)), ("int32s", [1, 2], .list([.int32(1), .int32(2)])),
    ] as [(String, ProtobufValue, ProtobufValue)])
  func literals(name: String, literal: ProtobufValue, value: ProtobufValue) throws {
    var message = DynamicMessage(program)
    try message.set(literal, for: name)
    #expect(message[name] == value)
  }

  @Test(
    "values that do not fit are refused with the field",
    arguments: [
      ("int32_", 3_000_000_000, "int32_: expected int32, found int64"),
      ("uint32_", -1, "uint32_: expected uint32, found int64"),
      ("float_", 0.1, "float_: expected float, found double"),
      ("bool_", 1, "bool_: expected bool, found int64"),
      ("string_", .bytes([]), "string_: expected string, found bytes"),
      ("color", "PINK", "color: expected test.Color, found string"),
      ("color", 1, "color: expected test.Color, found int64"),
      ("node", 1, "node: expected test.Node, found int64"),
      ("int32s", 1, "int32s: expected a list, found int64"),
      ("int32s", [1, "x"], "int32s[1]: expected int32, found string"),
      ("labels", [1], "labels: expected a map, found a list"),
      ("labels", .map([.init(key: "k", value: 1)]), "labels[\"k\"]: expected string, found int64"),
      ("labels", .map([.init(key: 1, value: "v")]), "labels: expected string, found int64"),
      ("nothing", 1, "test.All has no field named nothing"),
    ] as [(String, ProtobufValue, String)])
  func refused(name: String, value: ProtobufValue, error: String) throws {
    var message = try DynamicMessage(program, decoding: bytes("28 01 9A02 01 07"))
    let refusal = #expect(throws: CodecError.self) { try message.set(value, for: name) }
    #expect(refusal?.description == error)
    #expect(try message.encoded() == bytes("28 01 9A02 01 07"))
  }

  @Test("a field that is not set has its default")
  func defaults() throws {
    let old = try TestSchema.program("test.Old")
    let message = DynamicMessage(old)
    #expect(message.value(of: try field("with_default", of: old.root)) == .int32(-7))
    #expect(message.value(of: try field("bytes_default", of: old.root)) == .bytes([0x61, 0x01, 0xFF, 0x62, 0x5C]))
    #expect(message.value(of: try field("closed", of: old.root)) == .enumeration(1))
    #expect(message.value(of: try field("several", of: old.root)) == .list([]))
    #expect(message.value(of: try field("by_name", of: old.root)) == .map([]))
    let group = message.value(of: try field("group", of: old.root))
    guard case .message(let group) = group else { return #expect(Bool(false)) }
    #expect(group.type.name == "test.Old.Group")
    #expect(group["inner"] == nil)
  }

  @Test("a message taken out keeps what it was while the original changes")
  func parts() throws {
    var message = try DynamicMessage(program, decoding: bytes("8A01 02 0805"))
    guard case .message(var node)? = message["node"] else { return #expect(Bool(false)) }
    try message.set(.message(DynamicMessage(program, emptyMessageOf: node.type)), for: "node")
    #expect(node["value"] == .int32(5))
    #expect(try node.encoded() == bytes("0805"))
    try node.set(6, for: "value")
    try message.set(.message(node), for: "node")
    try node.set(7, for: "value")
    #expect(try message.encoded() == bytes("8A01 02 0806"))
  }

  @Test("a message may be put into itself")
  func selfContained() throws {
    let nodes = try TestSchema.program("test.Node")
    var node = DynamicMessage(nodes)
    try node.set(1, for: "value")
    for _ in 0..<3 { try node.set(.message(node), for: "next") }
    #expect(try node.encoded() == bytes("0801 120A 0801 1206 0801 1202 0801"))
  }

  @Test("messages are changed where they stand")
  func modified() throws {
    var message = DynamicMessage(program)
    let copy = message
    let node = try field("node")
    try message.modify(node) { part throws(CodecError) in
      try part.set(1, for: "value")
      guard let next = part.type.field(named: "next") else { return }
      try part.modify(next) { inner throws(CodecError) in try inner.set(2, for: "value") }
    }
    #expect(try message.encoded() == bytes("8A01 06 0801 1202 0802"))
    #expect(try copy.encoded() == [])

    let nodes = try field("nodes")
    for value in 1...3 {
      var part = DynamicMessage(program, emptyMessageOf: try #require(program.type(of: nodes)))
      try part.set(.int32(Int32(value)), for: "value")
      try message.append(.message(part), to: nodes)
    }
    try message.modify(nodes, at: 1) { part throws(CodecError) in try part.set(9, for: "value") }
    #expect(message.count(of: nodes) == 3)
    #expect(message[number: 47].map { "\($0)".isEmpty } == false)
    #expect(try message.encoded() == bytes("8A01 06 0801 1202 0802 FA02 02 0801 FA02 02 0809 FA02 02 0803"))
  }

  @Test("an error while a part is changed leaves the message whole")
  func modifyFails() throws {
    var message = DynamicMessage(program)
    #expect(throws: CodecError.self) {
      try message.modify(try field("node")) { part throws(CodecError) in
        try part.set(1, for: "value")
        try part.set("x", for: "value")
      }
    }
    #expect(try message.encoded() == bytes("8A01 02 0801"))
  }

  @Test("keys of maps are set, found and removed")
  func maps() throws {
    var message = try DynamicMessage(
      program, decoding: bytes("8203 06 0A01 'a' 1201 '1' 8203 06 0A01 'b' 1201 '2' 8203 06 0A01 'a' 1201 '3'"))
    let labels = try field("labels")
    #expect(message.value(of: labels, forKey: "a") == "3")
    #expect(message["labels"] == .map([.init(key: "b", value: "2"), .init(key: "a", value: "3")]))
    try message.set("4", forKey: "b", of: labels)
    try message.set("5", forKey: "c", of: labels)
    message.removeValue(forKey: "a", of: labels)
    #expect(message["labels"] == .map([.init(key: "b", value: "4"), .init(key: "c", value: "5")]))
    #expect(message.value(of: labels, forKey: "a") == nil)
    let byID = try field("by_id")
    try message.set(
      .message(DynamicMessage(program, emptyMessageOf: program.types[try #require(try field("node").messageType)])),
      forKey: 7, of: byID)
    #expect(message.value(of: byID, forKey: .int64(7)) != nil)
    #expect(message.value(of: byID, forKey: "7") == nil)
  }

  @Test("messages are equal whatever the order of their maps")
  func equality() throws {
    let one = try DynamicMessage(program, decoding: bytes("8203 06 0A01 'a' 1201 '1' 8203 06 0A01 'b' 1201 '2' 2801"))
    let other = try DynamicMessage(program, decoding: bytes("2801 8203 06 0A01 'b' 1201 '2' 8203 06 0A01 'a' 1201 '1'"))
    #expect(one == other)
    #expect(try one.encoded() != other.encoded())
    #expect(try one.encoded(sortingMaps: true) == other.encoded(sortingMaps: true))
    var third = other
    try third.set(2, for: "int32_")
    #expect(one != third)
  }

  @Test("one variable takes message after message")
  func decodedAnew() throws {
    var message = DynamicMessage(program)
    try message.decode(bytes("28 01"))
    let first = message
    try message.decode(bytes("28 02"))
    #expect(first["int32_"] == .int32(1))
    #expect(message["int32_"] == .int32(2))
    #expect(throws: CodecError.self) { try message.decode(bytes("28")) }
    #expect(try message.encoded() == [])
    try message.set(3, for: "int32_")
    #expect(try message.encoded() == bytes("28 03"))
  }

  @Test("unknown fields are kept until they are taken away")
  func unknownFields() throws {
    var message = try DynamicMessage(program, decoding: bytes("B801 01 28 01 B801 02"))
    #expect(message.unknownFields == bytes("B801 01 B801 02"))
    message.removeUnknownFields()
    #expect(try message.encoded() == bytes("28 01"))
  }

  @Test("a message of another program is taken if its type has the same name")
  func otherProgram() throws {
    let nodes = try TestSchema.program("test.Node")
    let node = try DynamicMessage(nodes, decoding: bytes("0805 1A02 0806 2801"))
    var message = DynamicMessage(program)
    try message.set(.message(node), for: "node")
    #expect(try message.encoded() == bytes("8A01 08 0805 1A02 0806 2801"))
    let old = DynamicMessage(try TestSchema.program("test.Old"))
    #expect(throws: CodecError(.mismatch, "expected test.Node, found test.Old", path: "node")) {
      try message.set(.message(old), for: "node")
    }
  }

  @Test("required fields are asked for when a message is written")
  func required() throws {
    let old = try TestSchema.program("test.Old")
    var message = DynamicMessage(old)
    #expect(throws: CodecError(.mismatch, "the required field needed is not set")) { try message.encoded() }
    try message.set(1, for: "needed")
    #expect(try message.encoded() == bytes("0801"))
  }
}
