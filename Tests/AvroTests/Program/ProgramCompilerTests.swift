import SchemaCore
import Testing

@testable import Avro

@Suite("Program compiler")
struct ProgramCompilerTests {
  private func codes(_ schema: String) throws -> [Instruction.Code] {
    try ProgramCompiler.compiled(AvroLayout(AvroFormat().parse(schema))).instructions.map(\.code)
  }

  @Test("a record is its fields one after the other, and null takes no instruction")
  func record() throws {
    let schema = #"""
      {"type":"record","name":"R","fields":[{"name":"a","type":"int"},{"name":"n","type":"null"},
        {"name":"b","type":{"type":"record","name":"S","fields":[{"name":"c","type":"string"}]}},{"name":"d","type":"S"}]}
      """#
    #expect(try codes(schema) == [.int, .string, .string, .end])
  }

  @Test("an instruction takes eight bytes and a slot sixteen")
  func sizes() {
    #expect(MemoryLayout<Instruction>.stride == 8)
    #expect(MemoryLayout<RecordSlot>.stride == 16)
    #expect(MemoryLayout<AvroValue>.size <= 17)
  }

  @Test("arrays of long and double are one instruction, others a loop, and a map's loop begins with the key")
  func loops() throws {
    #expect(try codes(#"{"type":"array","items":"long"}"#) == [.longs, .end])
    #expect(try codes(#"{"type":"array","items":"double"}"#) == [.doubles, .end])
    #expect(try codes(#"{"type":"array","items":"int"}"#) == [.array, .int, .loop, .end])
    #expect(try codes(#"{"type":"map","values":"long"}"#) == [.array, .string, .long, .loop, .end])
  }

  @Test("a recursive record is called")
  func recursion() throws {
    let schema =
      #"{"type":"record","name":"List","fields":[{"name":"v","type":"int"},{"name":"next","type":["null","List"]}]}"#
    #expect(try codes(schema) == [.int, .nullable, .call, .end, .int, .nullable, .call, .return])
  }

  @Test("types that hold one another twice over 40 levels make a small program")
  func doubling() throws {
    var schema = #"{"type":"record","name":"R0","fields":[{"name":"v","type":"int"}]}"#
    for level in 1...40 {
      schema = #"""
        {"type":"record","name":"R\#(level)","fields":[
          {"name":"a","type":\#(schema)},{"name":"b","type":"R\#(level - 1)"}]}
        """#
    }
    let compiler = try ProgramCompiler.compiled(AvroLayout(AvroFormat().parse(schema)))
    #expect(compiler.instructions.count < 20_000)
  }

  @Test(
    "the fewest bytes of an item are known",
    arguments: [
      (#""null""#, 0), (#""double""#, 8), (#"{"type":"fixed","name":"F","size":7}"#, 7),
      (
        #"{"type":"record","name":"T","fields":[{"name":"v","type":"float"},{"name":"t","type":{"type":"array","items":"T"}}]}"#,
        5
      ),
      (#"{"type":"record","name":"L","fields":[{"name":"v","type":"int"},{"name":"l","type":["null","L"]}]}"#, 2),
    ])
  func minimumBytes(schema: String, count: Int) throws {
    #expect(try AvroLayout(AvroFormat().parse(schema)).minimumBytes(of: 0) == count)
  }

  @Test("sizes that no program holds are refused")
  func limits() throws {
    let branches = (0...65_535).map { AvroSchema(.fixed(AvroFixed(name: AvroName("F\($0)"), size: 1))) }
    let huge = AvroSchema(.fixed(AvroFixed(name: AvroName("F"), size: 1 << 31)))
    for root in [AvroSchema(.union(branches)), huge] {
      let error = #expect(throws: SchemaError.self) { try AvroProgram(AvroDocument(root: root, definitions: [:])) }
      #expect(error?.kind == .limit)
    }
  }

  @Test("records that references nest thousands of types deep are compiled, each for itself")
  func chainedReferences() throws {
    let references = (0..<40).map { index in
      let innermost = index == 0 ? "int" : "R\(index - 1)"
      let type = String(repeating: #"{"type":"array","items":"#, count: 240) + "\"\(innermost)\""
      return ResolvedReference(
        SchemaReference(name: "R\(index)", subject: "r", version: 1),
        text: #"{"type":"record","name":"R\#(index)","fields":[{"name":"f","type":"#
          + type + String(repeating: "}", count: 240) + "}]}")
    }
    let layout = try AvroLayout(AvroFormat().parse(#""R39""#, references: references))
    #expect(layout.sharedRecords.count == 39)
  }

  @Test("more types in one another than a program may have are refused")
  func tooDeep() throws {
    let format = AvroFormat(limits: AvroLimits(nesting: 600))
    func nested(_ count: Int) throws -> AvroDocument {
      try format.parse(
        String(repeating: #"{"type":"array","items":"#, count: count) + #""int""# + String(repeating: "}", count: count)
      )
    }
    _ = try AvroProgram(nested(AvroProgram.maximumNesting - 1))
    let error = #expect(throws: SchemaError.self) { try AvroProgram(nested(AvroProgram.maximumNesting)) }
    #expect(error?.kind == .limit)
  }

  @Test("arrays nested as deeply as a record may be are compiled and coded")
  func nesting() throws {
    let depth = 128
    let schema =
      String(repeating: #"{"type":"array","items":"#, count: depth) + #""int""# + String(repeating: "}", count: depth)
    let codec = try AvroRecordCodec(AvroFormat().parse(schema))
    let text = String(repeating: "[", count: depth) + "7" + String(repeating: "]", count: depth)
    #expect(try codec.decode(codec.encode(json: text.utf8)) == Array(text.utf8))
  }
}
