import ReferenceCodecs
import SchemaCore
import Testing

@testable import Protobuf

@Suite("Faults of libprotobuf-c")
struct LibprotobufFaultTests {
  @Test("libprotobuf-c does what the list says, and this library does what is right", arguments: LibprotobufFault.all)
  func fault(_ fault: LibprotobufFault) throws {
    let message = try bytes(fault.message)
    let reencoded = (try? LibprotobufCodec(fault.schema).reencoded(message)).map { Hexadecimal.text($0) }
    #expect(reencoded == fault.reencoded.map { $0.filter { $0 != " " } })

    let program = try ProtobufProgram(fault.files(), message: "M")
    var arena = MessageArena()
    guard let correct = fault.correct else {
      #expect(throws: CodecError.self) { try program.decode(message, into: &arena) }
      return
    }
    try program.decode(message, into: &arena)
    var expected = MessageArena()
    try program.decode(bytes(correct), into: &expected)
    let read = ReferenceMessage(&arena, of: program)
    #expect(read.difference(from: ReferenceMessage(&expected, of: program)) == nil)
  }

  private func bytes(_ digits: String) throws -> [UInt8] {
    try #require(Hexadecimal.bytes(digits.filter { $0 != " " }))
  }
}

extension LibprotobufFault {
  /// The messages in the product.
  fileprivate func files() throws -> FileSet {
    let text = """
      syntax = "proto3";
      message M { \(text) }
      message N { int32 a = 1; int32 b = 2; }
      message O { oneof o { int32 a = 1; int32 b = 2; } }
      """
    return try Linker(rules: LinkRules(visibility: .imports, isStrict: true)).link([
      ProtoParser.parse(text, name: "m.proto")
    ])
  }
}
