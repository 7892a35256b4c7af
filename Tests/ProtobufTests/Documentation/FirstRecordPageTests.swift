import Protobuf
import SchemaCore
import Testing

/// The examples of the page `FirstRecord`.
@Suite("Your first Protobuf record")
struct FirstRecordPageTests {
  @Test("a message is written, read, and taken through JSON")
  func example() throws {
    let text = """
      syntax = "proto3";
      package shop;
      message Payment { int64 id = 1; string payer = 2; repeated int32 cents = 3; }
      """
    let files = try FileSet(compiling: [(name: "payment.proto", text: text)])
    let program = try ProtobufProgram(files, message: "shop.Payment")
    var payment = DynamicMessage(program)
    try payment.set(7, for: "id")
    try payment.set("Ann", for: "payer")
    try payment.set([250, 1999], for: "cents")
    let bytes = try payment.encoded()
    #expect(bytes == [8, 7, 18, 3] + Array("Ann".utf8) + [26, 4, 250, 1, 207, 15])

    let read = try DynamicMessage(program, decoding: bytes)
    guard case .string(let payer)? = read["payer"] else { return }
    let cents = read["cents"]
    #expect(payer == "Ann")
    #expect(cents == .list([.int32(250), .int32(1999)]))

    guard let field = program.root.field(named: "id") else { return }
    let id = read.value(of: field)
    #expect(id == .int64(7))

    let json = try ProtoJSON(files, message: "shop.Payment")
    var arena = MessageArena()
    try json.fill(&arena, withJSON: #"{"id": "8", "cents": [5]}"#.utf8)
    var encoded: [UInt8] = []
    try json.program.encode(&arena, into: &encoded)

    try json.program.decode(bytes, into: &arena)
    let line = String(decoding: try json.text(of: arena), as: UTF8.self)
    #expect(encoded == [8, 8, 26, 1, 5])
    #expect(line == #"{"id":"7","payer":"Ann","cents":[250,1999]}"#)

    var fault = ""
    do {
      _ = try DynamicMessage(program, decoding: bytes.dropLast())
    } catch {
      fault = error.description
    }
    #expect(fault.hasPrefix("cents"))
  }

  @Test("a text that is wrong is told with its place")
  func wrongText() {
    var problem = ""
    do {
      _ = try FileSet(compiling: [
        (name: "order.proto", text: "syntax = \"proto3\"; message Order { Price price = 1; }")
      ])
    } catch {
      problem = error.description
    }
    #expect(problem.contains("order.proto:1:") && problem.contains("Price"))
  }

  @Test("a value that does not fit is refused where it is set")
  func refusedValue() throws {
    let files = try FileSet(compiling: [(name: "m.proto", text: "syntax = \"proto3\"; message M { int32 a = 1; }")])
    var message = DynamicMessage(try ProtobufProgram(files, message: "M"))
    #expect(throws: CodecError.self) { try message.set(.int64(1 << 40), for: "a") }
  }
}
