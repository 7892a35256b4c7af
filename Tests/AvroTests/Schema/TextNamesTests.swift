import Avro
import Testing

@Suite struct TextNamesTests {
  @Test(
    "the names that a text uses and does not define are those that it may mean",
    arguments: [
      (#""shop.Money""#, nil, [["shop.Money"]]), (#"["null", "Money"]"#, nil, [["Money"]]), (#""int""#, nil, []),
      (
        #"{"type":"record","name":"O","namespace":"shop","fields":[{"name":"a","type":"Money"},{"name":"b","type":"Money"}]}"#,
        "shop.O", [["shop.Money", "Money"]]
      ),
      (
        #"{"type":"record","name":"shop.O","fields":[{"name":"a","type":{"type":"array","items":"O"}},{"name":"b","type":{"type":"map","values":{"type":"Price"}}}]}"#,
        "shop.O", [["shop.Price", "Price"]]
      ),
      (
        #"{"type":"record","name":"O","fields":[{"name":"e","type":{"type":"enum","name":"x.E","symbols":[]}},{"name":"f","type":"x.E"}]}"#,
        "O", []
      ),
      (#"{"type":"array","items":{"type":"fixed","name":"F","size":1}} // why"#, nil, []), ("{", nil, []),
    ] as [(String, String?, [[String]])])
  func names(_ text: String, _ defined: String?, _ used: [[String]]) {
    let names = AvroFormat.names(in: text)
    #expect(names.defined == defined)
    #expect(names.used == used)
  }

  @Test("types within each other as deep as texts may be are walked through without a deep stack")
  func depth() {
    let text =
      String(repeating: #"{"type":"array","items":"#, count: 500) + #""X""# + String(repeating: "}", count: 500)
    #expect(AvroFormat.names(in: text).used == [["X"]])
  }
}
