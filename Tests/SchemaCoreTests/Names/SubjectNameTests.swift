import SchemaCore
import Testing

@Suite struct SubjectNameTests {
  @Test(
    "a qualified name is taken apart",
    arguments: [
      ("orders", ".", "orders"), (":.c:orders", ".c", "orders"), (":.:orders", ".", "orders"), (":.c", ".c", ""),
      (":.c:", ".c", ""), ("a:b", ".", "a:b"), (":a:b", ".", ":a:b"), (":.c:a:b", ".c", "a:b"), ("", ".", ""),
      (":.c:\u{301}a", ".c", "\u{301}a"),
    ])
  func parsing(_ text: String, _ context: String, _ name: String) {
    let subject = SubjectName(qualified: text)
    #expect(subject.context.description == context)
    #expect(subject.name == name)
  }

  @Test("a name is printed qualified only outside the default context")
  func printing() {
    #expect(SubjectName(qualified: ":.:a").description == "a")
    #expect(SubjectName(qualified: ":.c:a").description == ":.c:a")
    #expect(SubjectName(qualified: ":.c").description == ":.c:")
  }

  @Test("a name without context belongs to the context that it is used in")
  func resolving() {
    let context = ContextName(".c")
    #expect(SubjectName(qualified: "a").resolved(in: context).description == ":.c:a")
    #expect(SubjectName(qualified: ":.d:a").resolved(in: context).description == ":.d:a")
  }

  @Test(
    "control characters and reserved names are refused",
    arguments: ["a\u{0}b", "a\nb", "a\u{7F}", "a\u{9F}", "__GLOBAL", "__EMPTY", ":.c:__GLOBAL", ":.__GLOBAL:a"])
  func invalid(_ text: String) {
    #expect(SubjectName(qualified: text).problem() != nil)
  }

  @Test("any other character is allowed", arguments: ["a b", "a/b", "äöü", "日本", "a.b~c", "*", "", "__global"])
  func valid(_ text: String) {
    #expect(SubjectName(qualified: text).problem() == nil)
  }

  @Test("the context of all contexts has settings, but no schemas")
  func globalContext() {
    #expect(SubjectName(qualified: ":.__GLOBAL:").problem(forSettings: true) == nil)
    #expect(SubjectName(qualified: ":.__GLOBAL:").problem() != nil)
  }
}

@Suite struct VersionSelectorTests {
  @Test(
    "numbers from 1, -1 and latest are versions",
    arguments: [("1", "1"), ("2147483647", "2147483647"), ("latest", "latest"), ("LATEST", "latest"), ("-1", "latest")])
  func valid(_ text: String, _ expected: String) {
    #expect(VersionSelector(text)?.description == expected)
  }

  @Test("anything else is not", arguments: ["0", "-2", "2147483648", "", "one", "1.0", "earliest", "1a"])
  func invalid(_ text: String) {
    #expect(VersionSelector(text) == nil)
  }
}

@Suite struct SchemaGUIDTests {
  @Test("a GUID is read in both of its forms and printed as a UUID")
  func forms() throws {
    let text = "095d71cf-1255-6b9d-5e33-0ad575b3df5d"
    let guid = try #require(SchemaGUID(text))
    #expect(guid.description == text)
    #expect(SchemaGUID("095D71CF12556B9D5E330AD575B3DF5D") == guid)
    #expect(SchemaGUID(bytes: guid.bytes) == guid)
  }

  @Test(
    "anything else is not a GUID",
    arguments: ["", "095d71cf", "095d71cf-1255-6b9d-5e33-0ad575b3df5", "0-95d71cf12556b9d5e330ad575b3df5d", "xyz"])
  func invalid(_ text: String) {
    #expect(SchemaGUID(text) == nil)
  }
}

@Suite struct ExactNamesTests {
  private let composed = "\u{E9}"
  private let decomposed = "e\u{301}"

  @Test("names and texts that only look alike are different")
  func lookAlikes() {
    #expect(composed == decomposed)
    #expect(SubjectName(name: composed) != SubjectName(name: decomposed))
    #expect(ContextName(composed) != ContextName(decomposed))
    #expect(SchemaText(text: composed) != SchemaText(text: decomposed))
    #expect(JSONValue.string(composed) != JSONValue.string(decomposed))
    let object: JSONObject = [composed: 1, decomposed: 2]
    #expect(object.count == 2)
    #expect(object[composed] == 1)
    #expect(Set([SubjectName(name: composed), SubjectName(name: decomposed)]).count == 2)
  }
}
