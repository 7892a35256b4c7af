/// Makes schemas of every type, nested, named, referred to and recursive.
struct RandomSchema {
  private var generator: SeededGenerator
  private var names: [String] = []
  /// Records around the place that is being made: they may be used again inside a nullable union only, since
  /// anything else would have no finite value.
  private var open: [String] = []
  private var count = 0

  /// The text of the schema that belongs to a seed; its root is a record.
  static func text(seed: UInt64) -> String {
    var schema = RandomSchema(generator: SeededGenerator(seed: seed))
    return schema.record(depth: 0)
  }

  private init(generator: SeededGenerator) {
    self.generator = generator
  }

  private mutating func random(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &generator) }

  private mutating func newName(_ prefix: String) -> String {
    count += 1
    return "\(prefix)\(count)"
  }

  private mutating func type(depth: Int) -> String {
    switch random(0...(depth > 3 ? 9 : 15)) {
    case 0: return "\"null\""
    case 1: return "\"boolean\""
    case 2: return "\"int\""
    case 3: return "\"long\""
    case 4: return "\"float\""
    case 5: return "\"double\""
    case 6: return "\"bytes\""
    case 7: return "\"string\""
    case 8: return named()
    case 9: return open.randomElement(using: &generator).map { "[\"null\",\"test.\($0)\"]" } ?? "\"int\""
    case 10: return "{\"type\":\"array\",\"items\":\(type(depth: depth + 1))}"
    case 11: return "{\"type\":\"map\",\"values\":\(type(depth: depth + 1))}"
    case 12: return record(depth: depth + 1)
    default: return union(depth: depth + 1)
    }
  }

  private mutating func named() -> String {
    if let name = names.randomElement(using: &generator), Bool.random(using: &generator) { return "\"test.\(name)\"" }
    if Bool.random(using: &generator) {
      let name = newName("Fixed")
      names.append(name)
      return "{\"type\":\"fixed\",\"name\":\"\(name)\",\"namespace\":\"test\",\"size\":\(random(1...40))}"
    }
    let name = newName("Enum")
    names.append(name)
    let symbols = (0...random(0...200)).map { "\"S\($0)\"" }.joined(separator: ",")
    return "{\"type\":\"enum\",\"name\":\"\(name)\",\"namespace\":\"test\",\"symbols\":[\(symbols)]}"
  }

  private mutating func record(depth: Int) -> String {
    let name = newName("Record")
    open.append(name)
    var fields: [String] = []
    for index in 0...random(0...6) { fields.append("{\"name\":\"f\(index)\",\"type\":\(type(depth: depth + 1))}") }
    open.removeLast()
    names.append(name)
    return
      "{\"type\":\"record\",\"name\":\"\(name)\",\"namespace\":\"test\",\"fields\":[\(fields.joined(separator: ","))]}"
  }

  private mutating func union(depth: Int) -> String {
    let primitives = ["null", "boolean", "int", "long", "double", "float", "bytes", "string"]
    let chosen = Set((0...random(0...4)).map { _ in random(0...10) })
    // In the order in which they are written: a name must be defined before it is used.
    let branches = chosen.sorted().map { branch in
      switch branch {
      case 8: "{\"type\":\"array\",\"items\":\(type(depth: depth + 1))}"
      case 9: "{\"type\":\"map\",\"values\":\(type(depth: depth + 1))}"
      case 10: record(depth: depth + 1)
      default: "\"\(primitives[branch])\""
      }
    }
    return "[" + branches.joined(separator: ",") + "]"
  }
}
