import Foundation
import JSONSchemaSwiftGenerator
import RegistryTesting
import SchemaCore
import SwiftSource
import Testing

@Suite("Swift from JSON schemas")
struct JSONSchemaSwiftGeneratorTests {
  private func output(_ texts: String...) throws -> JSONSchemaSwiftGenerator.Output {
    let files = texts.enumerated().map { SchemaFile(name: "schemas/file-\($0).json", text: $1) }
    return try JSONSchemaSwiftGenerator().output(of: files)
  }

  @Test("the source is the one beside this test, which is compiled with it")
  func golden() throws {
    let files = try ["shop", "address"].map {
      SchemaFile(name: "\($0).schema.json", text: try Fixtures.fixture("generated/\($0).schema.json"))
    }
    let url = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Generated/Shop.swift")
    let expected = try String(contentsOf: url, encoding: .utf8)
    #expect(try JSONSchemaSwiftGenerator().output(of: files).source == expected)
  }

  @Test("what has no type of its own is written where it is used")
  func inline() throws {
    let source = try output(
      ##"""
      {"title": "Box", "properties": {"a": {"$ref": "#/$defs/money"}, "b": {"type": "array", "items": {"type": ["integer", "null"]}},
        "c": {"type": "object"}, "d": {"enum": [1, 2]}, "e": {"type": "number"}}, "required": ["a", "b", "c", "d", "e"],
        "$defs": {"money": {"type": "string", "pattern": "^[0-9]+$"}}}
      """##
    ).source
    for line in ["var a: String", "var b: [Int?]", "var c: [String: JSONValue]", "var d: Int", "var e: Double"] {
      #expect(source.contains("  \(line)\n"), "\(line) in \(source)")
    }
    #expect(source.contains("file-0.json#/$defs/money: pattern is not checked"))
    #expect(source.contains("file-0.json#/properties/d: only 1, 2 is allowed"))
  }

  @Test(
    "any text can be the name of a member or a value",
    arguments: ["", "1", "a-b", "a b", "class", "self", "init", "é", "漢字", "\"", "\\(x)", "\n", "🐉", "CodingKeys", "_"])
  func names(name: String) throws {
    let text = JSONWriter.text(.string(name))
    let source = try output(
      #"{"properties": {\#(text): {"enum": [\#(text), "other"]}, "other": {"type": "string"}}}"#
    ).source
    // Every line break in the source is the generator's own.
    #expect(!source.contains("\"\n\""))
    #expect(source.contains("case \"other\": self = .other\n"))
  }

  @Test(
    "what cannot be expressed is a plain value, and a note says why",
    arguments: [
      (#"{"anyOf": [{"type": "string"}, {"type": "integer"}]}"#, "anyOf here does not tell its schemas apart"),
      (#"{"type": ["string", "integer"]}"#, "it may be string or integer"),
      (#"{"minimum": 3}"#, "minimum is not checked"),
      (##"{"$ref": "#"}"##, "a struct cannot hold another of its own kind"),
      (##"{"anyOf": [{"$ref": "#"}, {"type": "null"}]}"##, "a struct cannot hold another of its own kind"),
    ])
  func notes(property: String, message: String) throws {
    let output = try output(#"{"type": "object", "properties": {"a": \#(property)}}"#)
    #expect(output.source.contains("var a: JSONValue?"), "\(output.source)")
    #expect(output.notes.contains { $0.message.contains(message) }, "\(output.notes)")
    #expect(output.source.contains("// - schemas/file-0.json#/properties/a"))
  }

  @Test("a reference that leads nowhere is refused, with its place")
  func unknownReference() {
    let error = #expect(throws: SwiftGeneratorError.self) {
      try output(#"{"properties": {"a": {"$ref": "other.json"}}}"#)
    }
    #expect(error?.description.contains("the reference other.json at /properties/a leads nowhere") == true)
  }

  @Test(
    "references may go in circles", arguments: [##"{"$ref": "#/$defs/a"}"##, ##"{"items": {"$ref": "#/$defs/a"}}"##])
  func circles(definition: String) throws {
    _ = try output(
      ##"{"properties": {"a": {"$ref": "#/$defs/a"}, "b": {"allOf": [{"$ref": "#/$defs/b"}]}}, "$defs": {"a": \##(definition), "b": {"allOf": [{"$ref": "#/$defs/b"}], "properties": {"x": {"$ref": "#/$defs/b"}}}}}"##
    )
  }

  @Test("two types of one name become two names, and a prefix stands in front of all")
  func typeNames() throws {
    let (first, second) = (
      #"{"title": "Item", "properties": {"a": {}}}"#, #"{"title": "Item", "properties": {"b": {}}}"#
    )
    let source = try output(first, second).source
    #expect(source.contains("struct Item:") && source.contains("struct ItemType:"))
    let files = [SchemaFile(name: "a.json", text: first)]
    let prefixed = try JSONSchemaSwiftGenerator(access: .public, prefix: "Shop").output(of: files).source
    #expect(prefixed.contains("public struct ShopItem: Codable, Hashable, Sendable {"))
  }

  @Test("a root that is no object has a name for its type")
  func alias() throws {
    #expect(
      try output(#"{"title": "Tags", "type": "array", "items": {"type": "string"}}"#).source.contains(
        "typealias Tags = [String]"))
  }
}
