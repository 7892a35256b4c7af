import SchemaCore
import Testing

@Suite struct SchemaMetadataTests {
  @Test("keys and tags are sorted by UTF-16 code units, and told apart by their scalars")
  func order() {
    // U+1F426 begins with the code unit D83D, which is less than FF61.
    let texts = ["é", "e\u{301}", "\u{FF61}", "\u{1F426}", "b", "B", "b"]
    let sorted = ["B", "b", "e\u{301}", "é", "\u{1F426}", "\u{FF61}"]
    #expect(TextSet(texts).texts == sorted.map(ExactText.init(_:)))
    let map = TextMap(texts.map { (key: $0, value: ExactText($0)) })
    #expect(map.entries.map(\.key) == sorted.map(ExactText.init(_:)))
    for text in texts { #expect(map[text] == ExactText(text)) }
    #expect(map["x"] == nil)
  }

  @Test("a map can be changed by its keys")
  func changes() {
    var map: TextMap<ExactText> = ["b": "1", "d": "2"]
    map["c"] = "3"
    map["a"] = "4"
    map["b"] = "5"
    map["d"] = nil
    map["x"] = nil
    #expect(map == ["a": "4", "b": "5", "c": "3"])
  }

  @Test("metadata on top replaces values key by key, and adds to the sensitive names")
  func merging() {
    let lower = SchemaMetadata(
      tags: ["a": ["1", "2"], "b": ["1"]], properties: ["k": "1", "l": "1"], sensitive: ["k"])
    let upper = SchemaMetadata(tags: ["a": ["3"]], properties: ["k": "2"], sensitive: ["l"])
    #expect(
      lower.merging(upper)
        == SchemaMetadata(
          tags: ["a": ["3"], "b": ["1"]], properties: ["k": "2", "l": "1"], sensitive: ["k", "l"]))
  }

  @Test(
    "reserved fields are separated by commas",
    arguments: [("", []), ("a", ["a"]), (" b ,\ta,,", ["a", "b"]), ("a b", ["a b"])] as [(ExactText, TextSet)])
  func reservedFields(_ text: ExactText, _ names: TextSet) {
    #expect(SchemaMetadata(properties: ["confluent:reserved": text]).reservedFields == names)
  }

  @Test("the form of the API leaves out what is empty")
  func json() throws {
    let metadata = SchemaMetadata(tags: ["b": ["z", "a"], "a": []], properties: ["k": "v"], sensitive: ["k"])
    #expect(
      JSONWriter.text(metadata.json)
        == #"{"tags":{"a":[],"b":["a","z"]},"properties":{"k":"v"},"sensitive":["k"]}"#)
    #expect(try SchemaMetadata(JSONObjectReader(metadata.json)) == metadata)
    #expect(SchemaMetadata().json == [:])
  }
}
