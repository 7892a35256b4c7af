import SchemaCore
import Testing

@testable import Protobuf

@Suite("Limits of messages")
struct MessageLimitTests {
  /// A node in a node, so many times.
  static func nested(_ depth: Int) -> [UInt8] {
    var message: [UInt8] = []
    for _ in 0..<depth {
      var writer = WireWriter()
      writer.write(message, as: 2)
      message = writer.bytes
    }
    return message
  }

  @Test("100 messages may stand in one another and not 101")
  func depth() throws {
    let program = try TestSchema.program("test.Node")
    var arena = MessageArena()
    try program.decode(Self.nested(100), into: &arena)
    let error = #expect(throws: CodecError.self) { try program.decode(Self.nested(101), into: &arena) }
    #expect(error?.kind == .limit)
    #expect(error?.message == "messages are nested deeper than 100 levels")
    #expect(error?.path == Array(repeating: "next", count: 101).joined(separator: "."))
  }

  @Test("groups count for the depth, known or not", arguments: [(0x13, 0x14), (0xFB, 0xFC)] as [(UInt8, UInt8)])
  func groups(start: UInt8, end: UInt8) throws {
    let program = try TestSchema.program("test.Old", limits: MessageLimits(requiresRequiredFields: false))
    var arena = MessageArena()
    // Number 2 is a group of the type, number 31 is none.
    func message(_ depth: Int) -> [UInt8] {
      let one: [UInt8] = start > 0x80 ? [1] : []
      return Array((0..<depth).map { _ in [start] + one }.joined()) + (0..<depth).flatMap { _ in [end] + one }
    }
    try program.decode(message(100), into: &arena)
    #expect(throws: CodecError.self) { try program.decode(message(101), into: &arena) }
    #expect(throws: CodecError.self) { try program.decode(message(100_000), into: &arena) }
  }

  @Test("many messages of many fields in few bytes are refused when they take too much memory")
  func wideRows() throws {
    var wide = MessageDescriptor(name: "Wide")
    wide.fields = (1...1000).map { TestSchema.field("f\($0)", $0, .scalar(.int32)) }
    var root = MessageDescriptor(name: "Root")
    root.fields = [TestSchema.field("all", 1, .message("Wide"), .repeated)]
    var file = FileDescriptor(name: "wide.proto", edition: .proto3)
    file.messages = [wide, root]
    let program = try ProtobufProgram(FileSet([file]), message: "Root")
    var arena = MessageArena()
    func message(_ count: Int) -> [UInt8] { Array((0..<count).map { _ in [0x0A, 0x00] as [UInt8] }.joined()) }
    try program.decode(message(1000), into: &arena)
    #expect(arena.values(of: program.root.fields[0], in: arena.root).count == 1000)
    let error = #expect(throws: CodecError.self) { try program.decode(message(20_000), into: &arena) }
    #expect(error?.kind == .limit)
    // The arena does not let a small message have what a large one was granted.
    let strict = try ProtobufProgram(FileSet([file]), message: "Root", limits: MessageLimits(maximumSlots: 5000))
    #expect(throws: CodecError.self) { try strict.decode(message(10), into: &arena) }
  }

  @Test("a message that takes more room than was guessed is read in a few turns")
  func growth() throws {
    let program = try TestSchema.program()
    var message: [UInt8] = []
    for place in 0..<5000 { message += [0x9A, 2, 1, UInt8(place % 128), 0xFA, 2, 0] }
    var arena = MessageArena()
    try program.decode(message, into: &arena)
    let root = program.root
    let (numbers, nodes) = (try #require(root.field(named: "int32s")), try #require(root.field(named: "nodes")))
    #expect(arena.values(of: numbers, in: arena.root).map(\.int64) == (0..<5000).map { Int64($0 % 128) })
    #expect(arena.values(of: nodes, in: arena.root).count == 5000)
  }

  @Test("strange numbers of packed enums find room, however many they are")
  func strangeNumbers() throws {
    let program = try TestSchema.program("test.Old")
    var writer = WireWriter()
    writer.write(1, as: 1)
    writer.write(Array(repeating: 0x63, count: 3000), as: 6)
    var arena = MessageArena()
    try program.decode(writer.bytes, into: &arena)
    var output: [UInt8] = []
    try program.encode(&arena, into: &output)
    #expect(output == [0x08, 0x01] + (0..<3000).flatMap { _ in [0x30, 0x63] as [UInt8] })
  }

  @Test("the deepest messages need no deep stack")
  func smallStack() throws {
    let limits = MessageLimits(maximumDepth: 1_000_000, maximumSlots: .max)
    #expect(limits.maximumDepth == 10_000)
    #expect(limits.maximumSlots == 1 << 31)
    let program = try TestSchema.program("test.Node", limits: limits)
    let bytes = Self.nested(10_000)
    onSmallStack {
      do throws(CodecError) {
        let message = try DynamicMessage(program, decoding: bytes)
        var copy = DynamicMessage(program)
        try copy.set(.message(message), for: "next")
        #expect(try message.encoded(sortingMaps: true) == bytes)
        #expect(throws: CodecError.self) { try copy.encoded() }
      } catch {
        Issue.record(error)
      }
      #expect(throws: CodecError.self) { try DynamicMessage(program, decoding: Self.nested(10_001)) }
    }
  }
}
