import Foundation
import JSONSchema
import SchemaCore
import Testing

@Suite struct CodableErrorTests {
  private struct Order: Codable, Equatable {
    struct Line: Codable, Equatable {
      var price: Double
      var count: UInt8
    }
    var id: String
    var lines: [Line]
    var byName: [String: Line]?
    var at: Date?
  }

  @Test(
    "an error says which value it is about, its line and its column",
    arguments: [
      ("{\"id\": 5, \"lines\": []}", "id: a string is expected, and this is an integer (at 1:8)"),
      ("{\"lines\": []}", "the member \"id\" is missing (at 1:1)"),
      (
        "{\"id\": \"a\",\n \"lines\": [{\"price\": 1, \"count\": 2},\n {\"price\": true, \"count\": 2}]}",
        "lines[1].price: a number is expected, and this is a boolean (at 3:12)"
      ),
      (
        "{\"id\": \"a\", \"lines\": [{\"price\": 1, \"count\": 256}]}",
        "lines[0].count: the number is out of the range of UInt8 (at 1:45)"
      ),
      (
        "{\"id\": \"a\", \"lines\": [{\"price\": 1, \"count\": 0.5}]}",
        "lines[0].count: an integer is expected, and this number has a fraction (at 1:45)"
      ),
      (
        "{\"id\": \"a\", \"lines\": [], \"byName\": {\"1\": {\"price\": 1}}}",
        "byName.1: the member \"count\" is missing (at 1:42)"
      ),
      (
        "{\"id\": \"a\", \"lines\": [], \"at\": \"now\"}",
        "at: the string is no date and time, such as 2026-05-06T07:08:09Z (at 1:32)"
      ),
      ("{\"id\": \"a\", \"lines\": {}}", "lines: an array is expected, and this is an object (at 1:22)"),
      ("{\"id\": \"a\", \"lines\": [1]}", "lines[0]: an object is expected, and this is an integer (at 1:23)"),
      ("{\"id\": \"a\", \"lines\": [null]}", "lines[0]: an object is expected, and this is null (at 1:23)"),
    ])
  func places(text: String, description: String) {
    let error = #expect(throws: CodecError.self) { try JSONRecordDecoder().decode(Order.self, from: Array(text.utf8)) }
    #expect(error?.kind == .mismatch)
    #expect(error?.description == description)
  }

  @Test("what is not JSON is malformed, with its place")
  func syntax() {
    let error = #expect(throws: CodecError.self) {
      try JSONRecordDecoder().decode(Order.self, from: Array("{\"id\":\n  01}".utf8))
    }
    #expect(error?.kind == .malformed && error?.textPosition == TextPosition(line: 2, column: 3))
  }

  @Test("what a type throws about its own values has the place of the value")
  func ownErrors() {
    struct Even: Decodable {
      init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if try container.decode(Int.self) % 2 != 0 {
          throw DecodingError.dataCorruptedError(in: container, debugDescription: "this is odd")
        }
      }
    }
    let error = #expect(throws: CodecError.self) {
      try JSONRecordDecoder().decode([[Even]].self, from: Array("[[2],\n[4, 5]]".utf8))
    }
    #expect(error?.description == "[1][1]: this is odd (at 2:5)")
  }

  @Test("the deepest record that is accepted is read and written, and no deeper one")
  func depth() throws {
    struct Nested: Codable { var inner: [Nested] }
    indirect enum List: Codable { case end, more(List) }
    let depth = JSONRecordDecoder.maximumDepth
    func text(_ depth: Int) -> [UInt8] {
      Array((String(repeating: #"{"inner":["#, count: depth / 2) + String(repeating: "]}", count: depth / 2)).utf8)
    }
    let value = try JSONRecordDecoder().decode(Nested.self, from: text(depth))
    #expect(try JSONRecordEncoder().encode(value) == text(depth))
    let error = #expect(throws: CodecError.self) { try JSONRecordDecoder().decode(Nested.self, from: text(depth + 2)) }
    #expect(error?.kind == .limit)
    let list = (0..<500).reduce(List.end) { list, _ in .more(list) }
    let problem = #expect(throws: CodecError.self) { try JSONRecordEncoder().encode([list]) }
    #expect(problem?.kind == .limit)
  }

  @Test(
    "what JSON cannot hold is refused, with its place",
    arguments: [
      ([["a": Double.nan]], "[0].a: JSON has no number for nan"),
      ([[:], ["b": -.infinity]], "[1].b: JSON has no number for -inf"),
    ])
  func notJSON(value: [[String: Double]], description: String) {
    let error = #expect(throws: CodecError.self) { try JSONRecordEncoder().encode(value) }
    #expect(error?.description == description)
  }

  @Test("records are held against a schema where one is given")
  func validated() throws {
    let schema = try JSONSchemaFormat().parse(
      #"{"type": "object", "properties": {"lines": {"items": {"properties": {"price": {"minimum": 0}}}}}}"#)
    let validator = try JSONSchemaValidator(try schema.resources())
    let order = Order(id: "a", lines: [.init(price: -1, count: 1)])
    let encoding = #expect(throws: CodecError.self) { try JSONRecordEncoder(validator: validator).encode(order) }
    #expect(encoding?.kind == .mismatch && encoding?.path == "lines[0].price")
    let text = try JSONRecordEncoder().encode(order)
    let decoding = #expect(throws: CodecError.self) {
      try JSONRecordDecoder(validator: validator).decode(Order.self, from: text)
    }
    #expect(decoding?.kind == .malformed && decoding?.path == "lines[0].price" && decoding?.textPosition != nil)
    let valid = Order(id: "a", lines: [.init(price: 1, count: 1)])
    let bytes = try JSONRecordEncoder(validator: validator).encode(valid)
    #expect(try JSONRecordDecoder(validator: validator).decode(Order.self, from: bytes) == valid)
  }
}
