import Foundation
import SchemaCore
import Testing

@Suite struct JSONValueCodableTests {
  @Test("any JSON goes through another library's coders")
  func otherCoders() throws {
    let text = #"{"a":[1,2.5,-3,true,null,"x"],"b":{"c":{}},"d":[]}"#
    let value = try JSONDecoder().decode(JSONValue.self, from: Data(text.utf8))
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    #expect(String(decoding: try encoder.encode(value), as: UTF8.self) == text)
    #expect(JSONWriter.text(value, style: .sorted) == text)
  }
}
