import JSONSchema
import SchemaCore
import Synchronization
import Testing

/// What types may do with containers beyond what the compiler writes.
@Suite struct CodableContainerTests {
  private enum Key: String, CodingKey { case a, b, c, d }

  /// Encodes and decodes as it is told.
  private struct Custom: Encodable {
    let body: (any Encoder) throws -> Void
    func encode(to encoder: any Encoder) throws { try body(encoder) }
  }

  private func text(_ body: @escaping (any Encoder) throws -> Void) throws -> String {
    String(decoding: try JSONRecordEncoder().encode([Custom(body: body)]), as: UTF8.self)
  }

  @Test("containers within containers may be written to in any order")
  func interleaved() throws {
    let text = try text { encoder in
      var outer = encoder.container(keyedBy: Key.self)
      var first = outer.nestedContainer(keyedBy: Key.self, forKey: .a)
      var second = outer.nestedUnkeyedContainer(forKey: .b)
      try outer.encode(1, forKey: .c)
      try second.encode("x")
      try first.encode(2, forKey: .a)
      var third = second.nestedContainer(keyedBy: Key.self)
      try second.encode("y")
      try third.encode(3, forKey: .d)
      try first.encode(4, forKey: .b)
      try outer.encode([5], forKey: .d)
    }
    #expect(text == #"[{"a":{"a":2,"b":4},"b":["x",{"d":3},"y"],"c":1,"d":[5]}]"#)
  }

  @Test("a container that is asked for twice is the same one")
  func twice() throws {
    let text = try text { encoder in
      var first = encoder.container(keyedBy: Key.self)
      try first.encode(1, forKey: .a)
      var second = encoder.container(keyedBy: Key.self)
      try second.encode(2, forKey: .b)
    }
    #expect(text == #"[{"a":1,"b":2}]"#)
  }

  private class Base: Codable {
    var base = 1
    init() {}
  }

  private final class Derived: Base {
    var own = 2
    private enum CodingKeys: String, CodingKey { case own }
    override init() { super.init() }
    required init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      own = try container.decode(Int.self, forKey: .own)
      try super.init(from: try container.superDecoder())
    }
    override func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try super.encode(to: container.superEncoder())
      try container.encode(own, forKey: .own)
    }
  }

  @Test("a superclass has a member of its own")
  func superclass() throws {
    let object = Derived()
    object.base = 7
    let text = try JSONRecordEncoder().encode(object)
    #expect(String(decoding: text, as: UTF8.self) == #"{"super":{"base":7},"own":2}"#)
    #expect(try JSONRecordDecoder().decode(Derived.self, from: text).base == 7)
  }

  @Test("a type that encodes nothing is an object without members")
  func nothing() throws { #expect(try text { _ in } == "[{}]") }

  @Test("a key that is encoded twice is refused, among few and among many")
  func repeatedKeys() {
    let few = #expect(throws: CodecError.self) {
      try text { encoder in
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(["a"], forKey: .a)
        try container.encode(2, forKey: .b)
        try container.encode(3, forKey: .a)
      }
    }
    #expect(few?.message == "the key \"a\" is encoded twice")
    #expect(throws: CodecError.self) {
      try text { encoder in
        var container = encoder.container(keyedBy: NumberKey.self)
        for number in 0..<500 { try container.encode(number, forKey: NumberKey(number % 499)) }
      }
    }
    #expect(throws: Never.self) {
      try text { encoder in
        var container = encoder.container(keyedBy: NumberKey.self)
        for number in 0..<500 { try container.encode(number, forKey: NumberKey(number)) }
      }
    }
  }

  private struct NumberKey: CodingKey {
    var stringValue: String
    var intValue: Int? { nil }
    init(_ number: Int) { stringValue = "key\(number)" }
    init?(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  @Test("two values where there is room for one are refused")
  func twoValues() {
    let bodies: [(any Encoder) throws -> Void] = [
      { encoder in
        var container = encoder.singleValueContainer()
        try container.encode(1)
        try container.encode(2)
      },
      { encoder in
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(1, forKey: .a)
        var list = encoder.unkeyedContainer()
        try list.encode(1)
      },
      { encoder in
        var list = encoder.unkeyedContainer()
        try list.encode(1)
        var container = encoder.container(keyedBy: Key.self)
        var nested = container.nestedContainer(keyedBy: Key.self, forKey: .b)
        try nested.encode(1, forKey: .a)
      },
    ]
    for body in bodies { #expect(throws: CodecError.self) { try text(body) } }
  }

  @Test("an encoder that outlives its value refuses to be used, and harms nobody")
  func kept() throws {
    let encoder = JSONRecordEncoder()
    var kept: KeyedEncodingContainer<Key>?
    _ = try encoder.encode(
      Custom { encoder in
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(1, forKey: .a)
        kept = container
      })
    #expect(try encoder.encode([1, 2]) == Array("[1,2]".utf8))
    #expect(throws: EncodingError.self) { try kept?.encode(2, forKey: .b) }
  }

  @Test("a decoder that outlives its record still reads it")
  func keptDecoder() throws {
    let decoder = JSONRecordDecoder()
    let keeper = try decoder.decode(Keeper.self, from: Array(#"{"a": [1, 2]}"#.utf8))
    #expect(try decoder.decode([Int].self, from: Array("[3]".utf8)) == [3])
    let container = try keeper.decoder.container(keyedBy: Key.self)
    #expect(try container.decode([Int].self, forKey: .a) == [1, 2])
  }

  private struct Keeper: Decodable {
    let decoder: any Decoder
    init(from decoder: any Decoder) throws { self.decoder = decoder }
  }

  @Test("members are found in any order, and the last of two with one name counts")
  func members() throws {
    struct Value: Decodable, Equatable { var a: Int, b: Int, c: Int?, d: [Int]? }
    let decoder = JSONRecordDecoder()
    #expect(
      try decoder.decode(Value.self, from: Array(#"{"d": [1], "x": {"a": 9}, "b": 2, "a": 1}"#.utf8))
        == Value(a: 1, b: 2, c: nil, d: [1]))
    #expect(
      try decoder.decode(Value.self, from: Array(#"{"a": 3, "b": 2, "c": null, "a": 1}"#.utf8))
        == Value(a: 1, b: 2, c: nil, d: nil))
  }

  @Test("keys and counts tell what there is, and the path where one is")
  func looking() throws {
    struct Looker: Decodable {
      init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        #expect(container.allKeys == [.b, .a])
        #expect(container.contains(.a) && !container.contains(.c))
        #expect(try container.decodeNil(forKey: .a))
        var list = try container.nestedUnkeyedContainer(forKey: .b)
        #expect(list.count == 3 && list.currentIndex == 0)
        #expect(try list.decodeNil() == false)
        #expect(try list.decode(Int.self) == 1)
        let inner = try list.nestedContainer(keyedBy: Key.self)
        #expect(inner.codingPath.map(\.stringValue) == ["0", "b", "1"])
        #expect(try list.decodeNil() && list.isAtEnd)
        #expect(throws: DecodingError.self) { try list.decode(Int.self) }
      }
    }
    _ = try JSONRecordDecoder().decode([Looker].self, from: Array(#"[{"x": 0, "b": [1, {}, null], "a": null}]"#.utf8))
  }
}
