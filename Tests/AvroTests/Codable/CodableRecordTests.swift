import SchemaCore
import Testing

@testable import Avro

@Suite("Codable: records")
struct CodableRecordTests {
  static let point = #""x":"int","y":"int","name":["null","string"]"#

  struct Point: Codable, Equatable {
    var x: Int
    var y: Int
    var name: String?
  }

  struct Reversed: Codable, Equatable {
    var name: String?
    var y: Int
    var x: Int
  }

  @Test("keys may stand in another order than the fields")
  func order() throws {
    let probe = try CodableProbe(fields: Self.point)
    for name in ["p", nil] {
      let value = Reversed(name: name, y: 2, x: 1)
      let bytes = try probe.encoder.encode(value)
      #expect(bytes == (try probe.encoder.encode(Point(x: 1, y: 2, name: name))))
      #expect(try probe.decoder.decode(Reversed.self, from: bytes) == value)
    }
  }

  @Test("one decoder reads many types in turn")
  func severalTypes() throws {
    let probe = try CodableProbe(fields: Self.point)
    let bytes = try probe.encoder.encode(Point(x: 1, y: 2, name: nil))
    for _ in 0..<3 {
      #expect(try probe.decoder.decode(Reversed.self, from: bytes).x == 1)
      #expect(try probe.decoder.decode(Point.self, from: bytes).x == 1)
      #expect(try probe.encoder.encode(Reversed(name: nil, y: 2, x: 1)) == bytes)
    }
  }

  struct Narrow: Codable, Equatable { var y: Int }
  struct Wide: Codable, Equatable {
    var y: Int
    var z: String?
  }

  @Test("a type may have fewer keys, and optional ones that are no fields")
  func keys() throws {
    let probe = try CodableProbe(fields: Self.point)
    let bytes = try probe.encoder.encode(Point(x: 1, y: 2, name: "n"))
    #expect(try probe.decoder.decode(Narrow.self, from: bytes) == Narrow(y: 2))
    #expect(try probe.decoder.decode(Wide.self, from: bytes) == Wide(y: 2, z: nil))
  }

  @Test("a field that is not encoded gets its default, or null")
  func defaults() throws {
    let schema = #"""
      {"type":"record","name":"R","fields":[{"name":"a","type":"int","default":7},{"name":"y","type":"long"},
       {"name":"b","type":{"type":"array","items":"string"},"default":["p","q"]},{"name":"c","type":["null","int"]},
       {"name":"d","type":["string","null"],"default":"s"}]}
      """#
    let probe = try CodableProbe(schema)
    let expected = try probe.bytes(ofJSON: #"{"a":7,"y":2,"b":["p","q"],"c":null,"d":{"string":"s"}}"#)
    #expect(try probe.encoder.encode(Narrow(y: 2)) == expected)
    #expect(try probe.encoder.encode(Wide(y: 2, z: nil)) == expected)
  }

  class Animal: Codable {
    var legs = 4
  }

  final class Dog: Animal {
    var name = "Rex"

    private enum CodingKeys: String, CodingKey { case name }

    override init() { super.init() }

    required init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      name = try container.decode(String.self, forKey: .name)
      try super.init(from: container.superDecoder())
    }

    override func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(name, forKey: .name)
      try super.encode(to: container.superEncoder())
    }
  }

  @Test(
    "a superclass has its fields in `super`, or else among those of the subclass",
    arguments: [
      (
        #""name":"string","super":{"type":"record","name":"Animal","fields":[{"name":"legs","type":"int"}]}"#,
        #"{"name":"Rex","super":{"legs":3}}"#
      ),
      (#""legs":"int","name":"string""#, #"{"legs":3,"name":"Rex"}"#),
      (#""name":"string","legs":"int""#, #"{"name":"Rex","legs":3}"#),
    ])
  func classes(fields: String, json: String) throws {
    let probe = try CodableProbe(fields: fields)
    let dog = Dog()
    dog.legs = 3
    #expect(try probe.json(encoding: dog) == json)
    let decoded = try probe.decode(Dog.self, fromJSON: json)
    #expect(decoded.name == "Rex" && decoded.legs == 3)
  }

  struct Tree: Codable, Equatable {
    var value: Int
    var children: [Tree]
  }

  static let tree = #"""
    {"type":"record","name":"Tree","fields":[
      {"name":"value","type":"int"},{"name":"children","type":{"type":"array","items":"Tree"}}]}
    """#

  @Test("records may hold themselves")
  func recursion() throws {
    let probe = try CodableProbe(Self.tree)
    let leaf = Tree(value: 3, children: [])
    let tree = Tree(value: 1, children: [leaf, Tree(value: 2, children: [leaf]), leaf])
    let bytes = try probe.encoder.encode(tree)
    #expect(try probe.decoder.decode(Tree.self, from: bytes) == tree)
  }

  @Test("values nested without end are refused")
  func depth() throws {
    final class Knot: Encodable {
      var children: [Knot] = []
      var value = 1
    }
    let knot = Knot()
    knot.children = [knot]
    defer { knot.children = [] }
    let probe = try CodableProbe(Self.tree)
    let error = #expect(throws: CodecError.self) { try probe.encoder.encode(knot) }
    #expect(error?.kind == .limit)
  }

  struct Flat: Codable, Equatable {
    var a: Int
    var b: String
    var numbers: [Int]

    private enum Outer: String, CodingKey { case inner, list }
    private enum Inner: String, CodingKey { case a, b }

    init(a: Int, b: String, numbers: [Int]) {
      (self.a, self.b, self.numbers) = (a, b, numbers)
    }

    init(from decoder: any Decoder) throws {
      let outer = try decoder.container(keyedBy: Outer.self)
      let inner = try outer.nestedContainer(keyedBy: Inner.self, forKey: .inner)
      var list = try outer.nestedUnkeyedContainer(forKey: .list)
      a = try inner.decode(Int.self, forKey: .a)
      numbers = []
      while !list.isAtEnd { numbers.append(try list.decode(Int.self)) }
      b = try inner.decode(String.self, forKey: .b)
      #expect(throws: DecodingError.self) { try list.decode(Int.self) }
    }

    func encode(to encoder: any Encoder) throws {
      var outer = encoder.container(keyedBy: Outer.self)
      var list = outer.nestedUnkeyedContainer(forKey: .list)
      var inner = outer.nestedContainer(keyedBy: Inner.self, forKey: .inner)
      try inner.encode(b, forKey: .b)
      for number in numbers { try list.encode(number) }
      try inner.encode(a, forKey: .a)
    }
  }

  @Test("nested containers may be used beside one another")
  func nestedContainers() throws {
    let inner = #"{"type":"record","name":"I","fields":[{"name":"a","type":"int"},{"name":"b","type":"string"}]}"#
    let probe = try CodableProbe(fields: #""inner":\#(inner),"list":{"type":"array","items":"long"}"#)
    let value = Flat(a: 1, b: "two", numbers: [3, 4])
    #expect(try probe.json(encoding: value) == #"{"inner":{"a":1,"b":"two"},"list":[3,4]}"#)
    #expect(try probe.decoder.decode(Flat.self, from: probe.encoder.encode(value)) == value)
  }

  @Test("a map of many entries is read in any order")
  func largeMaps() throws {
    struct Backwards: Decodable {
      var sum = 0
      init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodableByLayout.Key.self)
        for key in container.allKeys.reversed() { sum += try container.decode(Int.self, forKey: key) }
        #expect(!container.contains(CodableByLayout.Key("none")))
      }
    }
    let probe = try CodableProbe(#"{"type":"map","values":"int"}"#)
    let map = Dictionary(uniqueKeysWithValues: (0..<2000).map { ("k\($0)", $0) })
    let bytes = try probe.encoder.encode(map)
    #expect(try probe.decoder.decode(Backwards.self, from: bytes).sum == 1999 * 1000)
    #expect(try probe.decoder.decode([String: Int].self, from: bytes) == map)
  }

  @Test("types find the user info")
  func userInfo() throws {
    struct Asking: Codable {
      init() {}
      init(from decoder: any Decoder) throws { #expect(decoder.userInfo.values.first as? Int == 5) }
      func encode(to encoder: any Encoder) throws {
        #expect(encoder.userInfo.values.first as? Int == 6)
        var container = encoder.singleValueContainer()
        try container.encode(1)
      }
    }
    let program = try CodableProbe(#""int""#).program
    let key = try #require(CodingUserInfoKey(rawValue: "key"))
    let bytes = try AvroEncoder(program, userInfo: [key: 6]).encode(Asking())
    _ = try AvroDecoder(program, userInfo: [key: 5]).decode(Asking.self, from: bytes)
  }

  @Test("many tasks use one decoder and one encoder")
  func tasks() async throws {
    let probe = try CodableProbe(Self.tree)
    await withTaskGroup { group in
      for number in 0..<8 {
        group.addTask {
          let tree = Tree(value: number, children: (0..<number).map { Tree(value: $0, children: []) })
          for _ in 0..<50 {
            let copy = try? probe.decoder.decode(Tree.self, from: probe.encoder.encode(tree))
            #expect(copy == tree)
          }
        }
      }
    }
  }
}
