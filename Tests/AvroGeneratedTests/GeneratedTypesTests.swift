import Avro
import FoundationEssentials
import SchemaCore
import Testing

/// The types of the schemas in this folder, which the plugin generates when the tests are built.
@Suite("Generated types")
struct GeneratedTypesTests {
  private static let everythingProgram = Result { try AvroProgram(Everything.avroSchema) }

  private func check<Value: AvroSerializable>(_ type: Value.Type, _ program: AvroProgram, seed: UInt64) throws {
    let bytes = RandomRecord.bytes(of: Value.avroSchema, seed: seed)
    let value = try Value(avro: bytes)
    #expect(try value.avroBytes() == bytes)
    var arena = RecordArena()
    try program.decode(bytes, into: &arena)
    var written: [UInt8] = []
    try program.encode(&arena, into: &written)
    #expect(written == bytes)
    for count in stride(from: 0, to: bytes.count, by: 1 + bytes.count / 16) {
      let error = #expect(throws: CodecError.self) { try Value(avro: bytes.prefix(count)) }
      let expected = #expect(throws: CodecError.self) { try program.decode(bytes.prefix(count), into: &arena) }
      #expect(error == expected)
    }
  }

  @Test("a record with fields of every type comes back byte for byte", arguments: Array<UInt64>(1...60))
  func everything(seed: UInt64) throws {
    try check(Everything.self, Self.everythingProgram.get(), seed: seed)
  }

  @Test("a union at the root comes back byte for byte", arguments: Array<UInt64>(1...40))
  func union(seed: UInt64) throws {
    try check(Choice.self, AvroProgram(Choice.avroSchema), seed: seed)
  }

  @Test("every generated type has a schema of its own")
  func schemas() throws {
    #expect(Level.avroSchema.recordName == nil)
    #expect(Level.avroSchema.canonicalText.contains("\"name\":\"level\""))
    #expect(Tree.avroSchema.recordName == "example.all.Tree")
    #expect(OtherLeaf.avroSchema.recordName == "example.other.Leaf")
    #expect(StringRecord.avroSchema.recordName == "example.all.String")
    #expect(Everything.Payload.avroSchema.canonicalText.hasPrefix(#"["null","boolean","int","long""#))
    #expect(
      try Everything.avroSchema.document(of: AvroName("example.all.Tree"))?.isEquivalent(to: Tree.avroSchema) == true)
  }

  @Test("an initializer has the defaults of the schema")
  func defaults() throws {
    let tree = Tree(right: nil)
    #expect(tree.leaf == AllLeaf(tree: nil))
    let sample = try Everything(avro: RandomRecord.bytes(of: Everything.avroSchema, seed: 3))
    let made = Everything(
      nothing: AvroNull(), class: "c", selfValue: "s", initValue: "i", type: "t", hashValueValue: 1, reader: 2,
      writer: 3, value: 4, value2: 5, snake_case: 6, snakeCase: 7, screamingCase: 8, urlPath: 9, v1_2: 10, v12: 11,
      only: .one, fixedPrice: AvroDecimal(unscaled: 1), big: sample.big, id: sample.id, fixedID: sample.fixedID,
      fineClock: sample.fineClock, fineAt: sample.fineAt, finestAt: sample.finestAt, local: sample.local,
      fineLocal: sample.fineLocal, finestLocal: sample.finestLocal, length: AvroDuration(days: 1), notLogical: "n",
      prices: [], nothings: [], aVeryLongNameForAFieldThatHoldsMapsOfArraysOfDecimalsThatMayBeMissing: [:], times: [],
      alone: .int(1), tree: tree, string2: StringRecord(text: "x"), elsewhere: OtherLeaf())
    #expect(made.boolean)
    #expect((made.int, made.long, made.float, made.double) == (-1, 9_007_199_254_740_993, 1.5, 1000))
    #expect(made.bytes == [0, 255])
    #expect(made.string == "a \"quoted\" \\#(text)\n\u{1}")
    #expect(made.level == .high)
    #expect(made.optionalLevel == nil)
    #expect(made.price.description == "12.50")
    #expect(made.day.description == "2024-05-06")
    #expect((made.optional, made.optionalLast) == (nil, "x"))
    #expect(made.counts == ["one": 1])
    #expect(made.payload == .null)
    #expect(try Everything(avro: made.avroBytes()) == made)
  }

  @Test("a value that its schema cannot take is not written")
  func refusals() throws {
    var sample = try Everything(avro: RandomRecord.bytes(of: Everything.avroSchema, seed: 3))
    sample.digest.bytes = [1]
    #expect(throws: CodecError(.mismatch, "the fixed has 4 bytes, the value has 1")) { try sample.avroBytes() }
    sample.digest.bytes = [1, 2, 3, 4]
    sample.price = AvroDecimal(unscaled: 12345, scale: 3)
    #expect(throws: CodecError.self) { try sample.avroBytes() }
  }

  @Test("a record nested too deeply is neither read nor written")
  func depth() throws {
    // One more level is the leaf's.
    var tree = Tree(right: nil)
    for _ in 0..<127 { tree = Tree(left: tree, right: nil) }
    let isSame = try Tree(avro: tree.avroBytes()) == tree
    #expect(isSame)
    tree = Tree(left: tree, right: nil)
    let error = Result { () throws(CodecError) in try tree.avroBytes() }
    #expect(throws: CodecError(.limit, "the value is nested deeper than 128 levels")) { try error.get() }
    let refusal = #expect(throws: CodecError.self) { try Tree(avro: Array(repeating: 2, count: 1000)) }
    #expect(refusal?.kind == .limit)
  }

  @Test("changing a copy of a record that holds itself leaves the original as it was")
  func values() {
    let tree = Tree(left: Tree(right: nil), right: nil)
    var copy = tree
    copy.left?.left = Tree(right: nil)
    #expect(tree.left?.left == nil)
    #expect(copy != tree)
  }
}
