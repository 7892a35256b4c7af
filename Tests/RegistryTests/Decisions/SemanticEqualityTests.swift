import Avro
import JSONSchema
import Protobuf
import Registry
import SchemaCore
import Testing

/// When a schema is one that is registered already, though it is spelled differently.
@Suite struct SemanticEqualityTests {
  /// Two spellings of one schema that only normalization makes the same.
  private static let spellings: [(format: FormatName, stored: String, other: String)] = [
    (
      .json, #"{"type":"object","properties":{"a":{"type":"string","title":"A"}}}"#,
      #"{"properties":{"a":{"title":"A","type":"string"}},"type":"object"}"#
    ),
    (
      .protobuf, "syntax = \"proto3\";\nmessage M {\n  int32 b = 2;\n  int32 a = 1;\n}\n",
      "syntax = \"proto3\";\nmessage M {\n  int32 a = 1;\n  int32 b = 2;\n}\n"
    ),
  ]

  private func registry() async throws -> SchemaRegistry {
    try await SchemaRegistry(
      store: MemoryStore(), formats: SchemaFormats([AvroFormat(), JSONSchemaFormat(), ProtobufFormat()]))
  }

  @Test("with normalize, what is stored is compared as it would be normalized", arguments: spellings)
  func normalized(_ format: FormatName, _ stored: String, _ other: String) async throws {
    let registry = try await registry()
    let subject = SubjectName(name: "s")
    let first = try await registry.register(SchemaText(format: format, text: stored), under: subject)
    let schema = SchemaText(format: format, text: other)
    #expect(throws: RegistryError.self) { try registry.lookUp(schema, under: subject) }
    #expect(try registry.lookUp(schema, under: subject, normalizing: true) == first)
    let options = RegistrationOptions(normalizes: true)
    #expect(try await registry.register(schema, under: subject, options: options) == first)
    _ = try await registry.changeConfig(ConfigChange(SubjectConfig(normalizes: true)), of: subject)
    #expect(try registry.lookUp(schema, under: subject) == first)
    #expect(try await registry.register(schema, under: subject) == first)
  }

  @Test("with normalize, references are compared sorted and each once")
  func references() async throws {
    let registry = try await registry()
    for name in ["A", "B"] {
      _ = try await registry.register(
        SchemaText(text: #"{"type":"fixed","name":"\#(name)","size":1}"#), under: SubjectName(name: name))
    }
    let references = ["A", "B"].map { SchemaReference(name: $0, subject: $0, version: 1) }
    let subject = SubjectName(name: "s")
    func schema(_ references: [SchemaReference]) -> SchemaText {
      SchemaText(text: #"{"type":"map","values":["A","B"]}"#, references: references)
    }
    let first = try await registry.register(schema(references.reversed()), under: subject)
    #expect(throws: RegistryError.self) { try registry.lookUp(schema(references), under: subject) }
    #expect(try registry.lookUp(schema(references + references), under: subject, normalizing: true) == first)
  }

  @Test("a schema with its references written in is the one that refers to them, if the contracts agree")
  func inlined() async throws {
    let registry = try await registry()
    _ = try await registry.register(
      SchemaText(text: #"{"type":"fixed","name":"F","size":1}"#), under: SubjectName(name: "f"))
    let subject = SubjectName(name: "s")
    let metadata = SchemaMetadata(properties: ["k": "v"])
    let first = try await registry.register(
      SchemaText(
        text: #"{"type":"map","values":"F"}"#, references: [SchemaReference(name: "F", subject: "f", version: -1)],
        metadata: metadata),
      under: subject)
    let inlined = #"{"type":"map","values":{"type":"fixed","name":"F","size":1}}"#
    #expect(try registry.lookUp(SchemaText(text: inlined, metadata: metadata), under: subject) == first)
    #expect(try registry.lookUp(SchemaText(text: inlined), under: subject) == first)
    #expect(throws: RegistryError.self) {
      try registry.lookUp(SchemaText(text: inlined, metadata: SchemaMetadata()), under: subject)
    }
  }
}
