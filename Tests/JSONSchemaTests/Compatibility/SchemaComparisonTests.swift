import JSONSchema
import SchemaCore
import Testing

@Suite struct SchemaComparisonTests {
  private static func names(_ original: String, _ update: String) throws -> [String] {
    let original = try JSONSchemaFormat().parse(original)
    return try JSONSchemaFormat().parse(update).differences(from: original).map { "\($0.name) \($0.path)" }
  }

  @Test("what a pair relied on and turned out otherwise is looked at again")
  func fixpoint() throws {
    // Each of the two seems to be readable as long as the other does.
    func schema(_ type: String) -> String {
      ##"""
      {"definitions": {
        "a": {"oneOf": [{"type": "null"}, {"properties": {"b": {"$ref": "#/definitions/b"}}}]},
        "b": {"oneOf": [{"type": "null"}, {"properties": {"a": {"$ref": "#/definitions/a"}, "v": {"type": "\##(type)"}}}]}},
       "$ref": "#/definitions/a"}
      """##
    }
    #expect(try Self.names(schema("string"), schema("string")).isEmpty)
    #expect(try Self.names(schema("string"), schema("integer")) == ["COMBINED_TYPE_SUBSCHEMAS_CHANGED #/"])
  }

  @Test("alternatives are matched as a whole, and not one after the other")
  func matching() throws {
    let original = #"{"oneOf": [{"type": "integer"}, {"type": "number", "maximum": 5}]}"#
    let update = #"{"oneOf": [{"type": "number"}, {"type": "integer"}]}"#
    #expect(
      try Self.names(original, update).sorted() == ["MAXIMUM_REMOVED #/oneOf/1"].map { $0 + "/maximum" })
  }

  @Test("references may be chained and stand for what is inline")
  func chains() throws {
    let chained = ##"""
      {"definitions": {"a": {"$ref": "#/definitions/b"}, "b": {"type": "integer"}}, "items": {"$ref": "#/definitions/a"}}
      """##
    #expect(try Self.names(chained, #"{"items": {"type": "integer"}}"#).isEmpty)
    #expect(try Self.names(chained, #"{"items": {"type": "string"}}"#) == ["TYPE_CHANGED #/items"])
  }

  @Test("a long chain of references needs no stack")
  func longChain() throws {
    func schema(_ type: String) -> String {
      let links = (0..<5_000).map { ##""d\##($0)": {"properties": {"n": {"$ref": "#/definitions/d\##($0 + 1)"}}}"## }
      return #"{"definitions": {\#(links.joined(separator: ",")), "d5000": {"type": "\#(type)"}}, "#
        + ##""$ref": "#/definitions/d0"}"##
    }
    let found = try Self.names(schema("number"), schema("integer"))
    #expect(found.count == 1)
    #expect(found.first?.hasPrefix("TYPE_NARROWED #/properties/n/properties/n/") == true)
  }

  @Test("nested alternatives do not take exponential time")
  func nestedAlternatives() throws {
    func schema(_ type: String) -> String {
      var text = #"{"type": "\#(type)"}"#
      for level in 0..<40 {
        text = #"{"oneOf": [{"properties": {"p\#(level)": \#(text)}}, {"items": \#(level == 0 ? text : "{}")}]}"#
      }
      return text
    }
    #expect(try Self.names(schema("string"), schema("string")).isEmpty)
    #expect(try Self.names(schema("string"), schema("integer")) == ["COMBINED_TYPE_SUBSCHEMAS_CHANGED #/"])
  }

  @Test("definitions that use each other twice give a bounded list")
  func bounded() throws {
    func schema(_ type: String) -> String {
      let links = (0..<40).map {
        ##""d\##($0)": {"properties": {"a": {"$ref": "#/definitions/d\##($0 + 1)"}, "b": {"$ref": "#/definitions/d\##($0 + 1)"}}}"##
      }
      return #"{"definitions": {\#(links.joined(separator: ",")), "d40": {"type": "\#(type)"}}, "#
        + ##""$ref": "#/definitions/d0"}"##
    }
    #expect(try Self.names(schema("string"), schema("string")).isEmpty)
    let found = try Self.names(schema("string"), schema("integer"))
    #expect(found.count > 100 && found.count <= 10_000)
    #expect(Set(found).count == found.count)
  }

  @Test("schemas that are too large to be compared are said to be so")
  func limit() throws {
    func schema(_ keyword: String) -> String {
      let choices = (0..<1_100).map { #"{"const": \#($0), "\#(keyword)": \#($0)}"# }
      return #"{"oneOf": [\#(choices.joined(separator: ","))]}"#
    }
    let original = try JSONSchemaFormat().parse(schema("maximum"))
    let found = try JSONSchemaFormat().parse(schema("minimum")).incompatibilities(reading: original)
    #expect(found.map(\.kind.rawValue) == ["COMPARISON_LIMIT"])
  }

  @Test("equal schemas among several count once")
  func duplicates() throws {
    #expect(
      try Self.names(#"{"anyOf": [{"type": "null"}, {"type": "null"}]}"#, #"{"anyOf": [{"type": "null"}]}"#).isEmpty)
  }

  @Test("values of enum are the same if they mean the same")
  func values() throws {
    #expect(try Self.names(#"{"enum": [1, {"a": 2.0}]}"#, #"{"enum": [{"a": 2}, 1.0, 1]}"#).isEmpty)
    #expect(try Self.names(#"{"const": 100}"#, #"{"const": 1e2}"#).isEmpty)
  }

  @Test("drafts are compared each as it is loaded")
  func drafts() throws {
    let old = #"{"$schema": "http://json-schema.org/draft-04/schema#", "maximum": 5, "exclusiveMaximum": true}"#
    let new = #"{"$schema": "https://json-schema.org/draft/2020-12/schema", "exclusiveMaximum": 5}"#
    #expect(
      try Self.names(old, new).sorted() == ["EXCLUSIVE_MAXIMUM_ADDED #/exclusiveMaximum", "MAXIMUM_REMOVED #/maximum"])
  }
}
