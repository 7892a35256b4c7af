import SchemaCore
import Testing

@testable import Protobuf

@Suite("Building messages in an arena")
struct MessageArenaTests {
  let program: ProtobufProgram

  init() throws {
    program = try TestSchema.program()
  }

  func field(_ name: String, of type: MessageType? = nil) throws -> MessageField {
    try #require((type ?? program.root).field(named: name))
  }

  @Test("fields may be set in any order")
  func order() throws {
    var arena = MessageArena()
    let root = try arena.begin(program)
    arena.set(try arena.store("z".utf8), for: try field("far"), in: root)
    arena.set(MessageSlot(-3 as Int64), for: try field("int32_"), in: root)
    arena.set(MessageSlot(1.5), for: try field("double_"), in: root)
    #expect(program.text(of: arena) == "double_: 1.5 int32_: -3 far: \"z\"")
  }

  @Test("a member of a oneof takes the place of another")
  func oneof() throws {
    var arena = MessageArena()
    let root = try arena.begin(program)
    arena.set(MessageSlot(5 as Int64), for: try field("number"), in: root)
    arena.set(try arena.store("x".utf8), for: try field("text"), in: root)
    #expect(program.text(of: arena) == "text: \"x\"")
    #expect(arena.member(of: program.root.oneofs[0], in: root) == (try field("text").index))
    arena.clear(try field("text"), in: root)
    #expect(program.text(of: arena) == "")
    #expect(arena.member(of: program.root.oneofs[0], in: root) == nil)
  }

  @Test("lists grow while others grow beside them")
  func lists() throws {
    var arena = MessageArena()
    let root = try arena.begin(program)
    let (numbers, names) = (try field("int32s"), try field("strings"))
    for value in 0..<100 {
      try arena.append(MessageSlot(Int64(value)), to: numbers, in: root)
      try arena.append(try arena.store("\(value)".utf8), to: names, in: root)
    }
    #expect(arena.values(of: numbers, in: root).map(\.int64) == Array(0..<100))
    var texts: [String] = []
    for slot in arena.values(of: names, in: root) {
      texts.append(String(decoding: arena.content(of: slot), as: UTF8.self))
    }
    #expect(texts == (0..<100).map { "\($0)" })
  }

  @Test("messages and entries of maps are opened, filled and opened again")
  func messages() throws {
    var arena = MessageArena()
    let root = try arena.begin(program)
    let node = try field("node")
    let type = try #require(program.type(of: node))
    let value = try field("value", of: type)
    arena.set(MessageSlot(1 as Int64), for: value, in: try arena.openMessage(type, in: node, of: root))
    let again = try arena.openMessage(type, in: node, of: root)
    arena.set(
      MessageSlot(2 as Int64), for: try field("value", of: type),
      in: try arena.openMessage(type, in: try field("next", of: type), of: again))
    let labels = try field("labels")
    let entryType = try #require(program.type(of: labels))
    let entry = try arena.appendMessage(entryType, to: labels, in: root)
    arena.set(try arena.store("k".utf8), for: entryType.fields[0], in: entry)
    arena.set(try arena.store("".utf8), for: entryType.fields[1], in: entry)
    #expect(program.text(of: arena) == "node: {value: 1 next: {value: 2}} labels: [{key: \"k\" value: \"\"}]")
  }

  @Test("unknown fields are appended and taken away")
  func unknown() throws {
    var arena = MessageArena()
    let root = try arena.begin(program)
    try arena.appendUnknown(try arena.store([0xB8, 0x01, 0x01]), of: program.root, in: root)
    #expect(program.text(of: arena) == "?: b80101")
    arena.clearUnknown(of: program.root, in: root)
    #expect(program.text(of: arena) == "")
  }

  @Test("more slots than the limit are refused")
  func limit() throws {
    let small = try TestSchema.program(limits: MessageLimits(maximumSlots: 500))
    var arena = MessageArena()
    let root = try arena.begin(small)
    #expect(throws: CodecError(.limit, "the message takes more than 500 slots")) {
      for _ in 0..<500 { try arena.append(MessageSlot(1 as Int64), to: try field("int32s"), in: root) }
    }
  }

  @Test("of entries with one key the last counts", arguments: [2, 30])
  func overridden(rounds: Int) throws {
    var arena = MessageArena()
    let labels = try field("labels")
    let entry = try #require(program.type(of: labels))
    // An entry of the keys a and b in turn, with its number as value.
    var message: [UInt8] = []
    for round in 0..<UInt8(rounds) { message += [0x82, 3, 6, 0x0A, 1, 0x61 + round % 2, 0x12, 1, 0x30 + round] }
    try program.decode(message, into: &arena)
    arena.removeOverriddenEntries(of: labels, entry, in: arena.root)
    let values = (rounds - 2..<rounds).map { String(UnicodeScalar(UInt8(0x30 + $0))) }
    #expect(
      program.text(of: arena) == "labels: [{key: \"a\" value: \"\(values[0])\"}, {key: \"b\" value: \"\(values[1])\"}]")
  }

  @Test("entries are sorted by their keys")
  func sorted() throws {
    var arena = MessageArena()
    try program.decode(bytes("8A03 04 0803 1200 8A03 0D 08FFFFFFFFFFFFFFFFFF01 1200 8A03 02 0802"), into: &arena)
    let map = try field("by_id")
    arena.sortEntries(of: map, try #require(program.type(of: map)), in: arena.root)
    #expect(program.text(of: arena) == "by_id: [{key: -1 value: {}}, {key: 2 value: {}}, {key: 3 value: {}}]")
  }
}
