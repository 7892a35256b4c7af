import SchemaCore
import Testing

@testable import Avro

@Suite("Limits of resolution")
struct ResolutionLimitTests {
  private func program(
    _ writer: String, as reader: String, limits: RecordLimits = RecordLimits()
  ) throws -> AvroProgram {
    try AvroProgram(
      writer: AvroFormat().parse(writer, rules: .stored), reader: AvroFormat().parse(reader, rules: .stored),
      limits: limits)
  }

  private static func skipping(_ type: String) -> String {
    ResolutionTests.record(#"{"name":"gone","type":\#(type)},{"name":"z","type":"int"}"#)
  }

  private static let kept = ResolutionTests.record(#"{"name":"z","type":"int"}"#)

  @Test(
    "hostile counts in what is skipped are refused",
    arguments: [
      (#"{"type":"array","items":"long"}"#, "808080808040", CodecError.Kind.truncated),
      (#"{"type":"array","items":"double"}"#, "808080808040", .truncated),
      (#"{"type":"array","items":"string"}"#, "808080808040", .truncated),
      (#"{"type":"array","items":"null"}"#, "80808080804000", .limit),
      (#"{"type":"map","values":"null"}"#, "feffffffffffffffff01", .truncated),
      (#"{"type":"array","items":"string"}"#, "010102", .malformed),
      (#"{"type":"array","items":"string"}"#, "01ff", .truncated),
      (#"{"type":"array","items":"string"}"#, "010a02", .truncated),
      (#"{"type":"array","items":"null"}"#, "ffffffffffffffffff0100", .malformed),
      (#""string""#, "feffffffffffffffff01", .truncated),
      (#""bytes""#, "01", .malformed),
      (#"{"type":"fixed","name":"F","size":2147483647}"#, "00", .truncated),
      (#"["null","int"]"#, "04", .malformed), (#"["int","null","long"]"#, "01", .malformed),
      (#""long""#, "ffffffffffffffffff02", .malformed),
    ])
  func skippedCounts(type: String, hex: String, kind: CodecError.Kind) throws {
    let program = try program(Self.skipping(type), as: Self.kept)
    var arena = RecordArena()
    let bytes = try #require(Hexadecimal.bytes(hex))
    let error = #expect(throws: CodecError.self) { try program.decode(bytes, into: &arena) }
    #expect(error?.kind == kind, "\(error?.description ?? "")")
    #expect(error?.path == "gone")
    #expect(error?.byteOffset == 0)
  }

  @Test("blocks that come with their size are stepped over without a look at them")
  func blocksWithSize() throws {
    let program = try program(Self.skipping(#"{"type":"array","items":"string"}"#), as: Self.kept)
    var arena = RecordArena()
    // Two items that are no strings, then one that is, then the kept field.
    try program.decode([0x03, 0x06, 0xFF, 0xFF, 0xFF, 0x02, 0x02, 0x61, 0x00, 0x0E], into: &arena)
    #expect(try program.jsonText(of: arena) == Array(#"{"z":7}"#.utf8))
    let error = #expect(throws: CodecError.self) {
      try program.decode([0x03, 0x06, 0xFF, 0xFF, 0xFF, 0x02, 0x01], into: &arena)
    }
    #expect(error?.path == "gone[2]")
  }

  @Test("what is skipped may be nested as deeply as what is read")
  func skippedDepth() throws {
    let list = ResolutionTests.record(#"{"name":"next","type":["null","R"]},{"name":"z","type":"int"}"#)
    let program = try program(list, as: Self.kept, limits: RecordLimits(maximumDepth: 20))
    var arena = RecordArena()
    func nested(_ depth: Int) -> [UInt8] {
      Array(repeating: 2, count: depth) + [0] + Array(repeating: 14, count: depth + 1)
    }
    try program.decode(nested(20), into: &arena)
    #expect(try program.jsonText(of: arena) == Array(#"{"z":7}"#.utf8))
    for depth in [21, 100_000] {
      let error = #expect(throws: CodecError.self) { try program.decode(nested(depth), into: &arena) }
      #expect(error?.kind == .limit)
    }
  }

  @Test("items that take no bytes cannot become values without end")
  func emptyItemsWithDefaults() throws {
    let items = Array(repeating: "7", count: 1000).joined(separator: ",")
    let program = try program(
      #"{"type":"array","items":\#(ResolutionTests.record(""))}"#,
      as: """
        {"type":"array","items":\(ResolutionTests.record(
          #"{"name":"a","type":{"type":"array","items":"int"},"default":[\#(items)]}"#))}
        """, limits: RecordLimits(maximumSlots: 100_000))
    var arena = RecordArena()
    try program.decode([0xA0, 0x01, 0x00], into: &arena)
    var bytes: [UInt8] = []
    try program.encode(&arena, into: &bytes)
    #expect(bytes.count == 2 + 80 * 1003 + 1)
    let error = #expect(throws: CodecError.self) { try program.decode([0xA0, 0x1F, 0x00], into: &arena) }
    #expect(error?.kind == .limit)
  }

  @Test("a text that many items have as their default is written for each, and only so often")
  func repeatedText() throws {
    let text = String(repeating: "x", count: 10_000)
    let program = try program(
      #"{"type":"array","items":\#(ResolutionTests.record(""))}"#,
      as:
        #"{"type":"array","items":\#(ResolutionTests.record(#"{"name":"a","type":"string","default":"\#(text)"}"#))}"#,
      limits: RecordLimits(maximumSlots: 1 << 16))
    var arena = RecordArena()
    try program.decode([0xC8, 0x01, 0x00], into: &arena)
    var bytes: [UInt8] = []
    try program.encode(&arena, into: &bytes)
    #expect(bytes.count == 2 + 100 * 10_003 + 1)
    let error = #expect(throws: CodecError.self) { try program.decode([0xA0, 0x1F, 0x00], into: &arena) }
    #expect(error?.kind == .limit)
  }

  @Test("a default that holds itself is refused")
  func endlessDefault() throws {
    let error = #expect(throws: AvroResolutionError.self) {
      try program(ResolutionTests.record(""), as: ResolutionTests.record(#"{"name":"r","type":"R","default":{}}"#))
    }
    guard case .schema(let schemaError)? = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(schemaError.kind == .limit)
  }

  @Test("unions in one another cannot ask for a program without end")
  func unionsInUnions() throws {
    // On each of ten levels a union of eight records that are all read as the same one: 8^10 pairs.
    var definitions: [AvroName: AvroSchema] = [:]
    var written = AvroSchema(.int)
    var read = AvroSchema(.int)
    for level in 1...10 {
      let names = (0..<8).map { AvroName(name: "R\(level)", namespace: "n\($0)") }
      for name in names {
        let field = AvroField(name: "f", schema: written)
        definitions[name] = AvroSchema(.record(AvroRecord(name: name, fields: [field])))
      }
      written = AvroSchema(.union(names.map { AvroSchema(.named($0)) }))
      let field = AvroField(name: "f", schema: read)
      read = AvroSchema(.record(AvroRecord(name: AvroName("R\(level)"), fields: [field])))
    }
    let writer = AvroDocument(root: written, definitions: definitions)
    let reader = AvroDocument(root: read, definitions: [:])
    let error = #expect(throws: AvroResolutionError.self) { try AvroProgram(writer: writer, reader: reader) }
    guard case .schema(let schemaError)? = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(schemaError.kind == .limit)
  }
}
