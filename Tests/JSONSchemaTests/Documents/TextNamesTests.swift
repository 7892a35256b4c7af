import JSONSchema
import Testing

@Suite struct TextNamesTests {
  @Test(
    "the schemas that a text refers to are those that are none of its own parts",
    arguments: [
      (##"{"$ref":"money.json#/x"}"##, nil, ["money.json mem://input/money.json"]),
      (##"{"$id":"https://e.com/a/o","items":{"$ref":"../m"}}"##, "https://e.com/a/o", ["../m https://e.com/m"]),
      (##"{"$ref":"#/definitions/a","definitions":{"a":{"$ref":"#"}}}"##, nil, []),
      (##"{"$id":"https://e.com/o#","$ref":"https://e.com/o#/a","enum":[{"$ref":"data"}]}"##, "https://e.com/o", []),
      (##"{"properties":{"a":{"$id":"part.json"},"b":{"$ref":"part.json"}}}"##, nil, []),
      (##"{"properties":{"$ref":{"type":"string"}}}"##, nil, []), ("true", nil, []), ("{", nil, []),
    ] as [(String, String?, [String])])
  func names(_ text: String, _ identifier: String?, _ used: [String]) {
    let names = JSONSchemaFormat.names(in: text)
    #expect(names.identifier == identifier)
    #expect(names.used.map { "\($0.reference) \($0.uri)" } == used)
  }
}
