import RegistryTesting

/// Makes schemas of every type, nested, named, referred to and recursive, with everything that may be attached to them.
struct RandomSchema {
  /// A type that was made.
  private struct Made {
    var text: String
    /// What two branches of a union may not have in common: the full name, or the keyword.
    var kind: String
    /// A default for a field of the type; nil if none is known.
    var value: String?
  }

  private var generator: SeededGenerator
  /// The types that are complete, by full name, with a default for each.
  private var defined: [(name: String, value: String?)] = []
  /// Records around the place that is being made: they may be used again within a union that has another branch, an
  /// array or a map, since anything else would have no finite value.
  private var open: [String] = []
  private var count = 0
  /// True for schemas with what is allowed and seldom seen, which other implementations may refuse.
  private let isOdd: Bool

  /// The text of the schema that belongs to a seed; its root is a record.
  static func text(seed: UInt64, isOdd: Bool = false) -> String {
    var schema = RandomSchema(generator: SeededGenerator(seed: seed), isOdd: isOdd)
    return schema.record(depth: 0, in: "").text
  }

  private init(generator: SeededGenerator, isOdd: Bool) {
    self.generator = generator
    self.isOdd = isOdd
  }

  private mutating func random(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &generator) }
  private mutating func chance(_ percent: Int) -> Bool { random(1...100) <= percent }

  private mutating func type(depth: Int, in namespace: String) -> Made {
    switch random(0...(depth > 3 ? 5 : 11)) {
    case 0...2: return primitive(random(0...7))
    case 3: return logical()
    case 4: return named(in: namespace)
    case 5: return recursion(in: namespace) ?? primitive(2)
    case 6: return array(of: type(depth: depth + 1, in: namespace))
    case 7: return map(of: type(depth: depth + 1, in: namespace))
    case 8: return record(depth: depth + 1, in: namespace)
    default: return union(depth: depth + 1, in: namespace)
    }
  }

  private func primitive(_ index: Int) -> Made {
    let values = ["null", "true", "-7", "9223372036854775807", "1.5", "-0.0", "\"\\u00ff\"", "\"é😀\""]
    let keyword = ["null", "boolean", "int", "long", "float", "double", "bytes", "string"][index]
    return Made(text: "\"\(keyword)\"", kind: keyword, value: values[index])
  }

  /// Types with attributes. Only odd schemas have logical types: random values make no sense as most of them.
  private mutating func logical() -> Made {
    let types = [
      ("int", #""logicalType":"no-such-type","note":[1,{"a":null}]"#), ("string", #""avro.java.string":"String""#),
      ("int", #""logicalType":"date""#), ("long", #""logicalType":"timestamp-micros""#),
      ("bytes", #""logicalType":"decimal","precision":9,"scale":2"#), ("string", #""logicalType":"uuid""#),
    ]
    let (keyword, attributes) = types[random(0...(isOdd ? types.count - 1 : 1))]
    return Made(text: #"{"type":"\#(keyword)",\#(attributes)}"#, kind: keyword)
  }

  private func array(of items: Made) -> Made {
    Made(text: #"{"type":"array","items":\#(items.text)}"#, kind: "array", value: items.value.map { "[\($0)]" } ?? "[]")
  }

  private func map(of values: Made) -> Made {
    let value = values.value.map { "{\"k\":\($0)}" } ?? "{}"
    return Made(text: #"{"type":"map","values":\#(values.text)}"#, kind: "map", value: value)
  }

  private mutating func recursion(in namespace: String) -> Made? {
    guard let name = open.randomElement(using: &generator) else { return nil }
    let use = Made(text: use(of: name, in: namespace), kind: name)
    switch random(0...3) {
    case 0: return array(of: use)
    case 1: return map(of: use)
    case 2: return Made(text: "[\(use.text),\"boolean\"]", kind: "union")
    default: return Made(text: "[\"null\",\(use.text)]", kind: "union", value: "null")
    }
  }

  private mutating func named(in namespace: String) -> Made {
    if chance(50), let type = defined.randomElement(using: &generator) {
      return Made(text: use(of: type.name, in: namespace), kind: type.name, value: type.value)
    }
    if chance(50) {
      let (name, attributes) = definition("Fixed", in: namespace)
      let size = isOdd && chance(20) ? 0 : random(1...40)
      let value = #"""# + String(repeating: "a", count: size) + #"""#
      defined.append((name, value))
      return Made(text: #"{"type":"fixed",\#(attributes),"size":\#(size)}"#, kind: name, value: value)
    }
    let (name, attributes) = definition("Enum", in: namespace)
    let symbols = (0...random(0...200)).map { "\"S\($0)\"" }.joined(separator: ",")
    defined.append((name, "\"S0\""))
    let fallback = chance(20) ? #","default":"S0""# : ""
    return Made(
      text: #"{"type":"enum",\#(attributes),"symbols":[\#(symbols)]\#(fallback)}"#, kind: name, value: "\"S0\"")
  }

  private mutating func record(depth: Int, in enclosing: String) -> Made {
    let (name, attributes) = definition("Record", in: enclosing)
    let namespace = name.split(separator: ".").dropLast().joined(separator: ".")
    open.append(name)
    let fields = isOdd && depth > 0 && chance(20) ? [] : (0...random(0...6)).map { field($0, depth, namespace) }
    open.removeLast()
    defined.append((name, nil))
    let keyword = isOdd && chance(3) ? "error" : "record"
    return Made(
      text: #"{"type":"\#(keyword)",\#(attributes),"fields":[\#(fields.joined(separator: ","))]}"#, kind: name)
  }

  private mutating func field(_ index: Int, _ depth: Int, _ namespace: String) -> String {
    let type = type(depth: depth + 1, in: namespace)
    var text = #"{"name":"f\#(index)","type":\#(type.text)"#
    if chance(30), let value = type.value { text += #","default":\#(value)"# }
    if chance(10) { text += #","aliases":["g\#(index)"]"# }
    if chance(10) { text += #","order":"descending","doc":"said \"so\"""# }
    return text + "}"
  }

  private mutating func union(depth: Int, in namespace: String) -> Made {
    var branches: [Made] = []
    for _ in 0...random(0...5) {
      // Made only when it is clear that it stays: what it defines may be used by what follows.
      let made: Made
      switch random(0...11) {
      case 8 where !branches.contains { $0.kind == "array" }: made = array(of: type(depth: depth + 1, in: namespace))
      case 9 where !branches.contains { $0.kind == "map" }: made = map(of: type(depth: depth + 1, in: namespace))
      case 10 where depth < 5: made = record(depth: depth + 1, in: namespace)
      case 11: made = named(in: namespace)
      default: made = primitive(random(0...7))
      }
      if !branches.contains(where: { $0.kind == made.kind }) { branches.append(made) }
    }
    return Made(
      text: "[" + branches.map(\.text).joined(separator: ",") + "]", kind: "union", value: branches.first?.value)
  }

  /// A new name, and the attributes that define it: in this namespace, in another, or in none.
  private mutating func definition(_ prefix: String, in namespace: String) -> (name: String, attributes: String) {
    count += 1
    // In odd schemas, types of several namespaces share their last name.
    let name = prefix + String(isOdd && chance(30) ? count / 2 : count)
    let aliases = chance(10) ? #","aliases":["Old\#(count)","was.Old\#(count)"]"# : ""
    let known = Set(defined.map(\.name) + open)
    switch random(0...5) {
    case 0: return unique(["test.\(name)", "test.x\(count).\(name)"], known) { (#""name":"\#($0.full)""#) + aliases }
    case 1:
      return unique(["test.inner.\(name)", "test.y\(count).\(name)"], known) {
        #""name":"\#($0.last)","namespace":"\#($0.namespace)""# + aliases
      }
    case 2 where isOdd: return ("Bare\(name)\(count)", #""namespace":"","name":"Bare\#(name)\#(count)""# + aliases)
    default:
      if namespace.isEmpty && !isOdd { return ("test.\(name)", #""name":"test.\#(name)""# + aliases) }
      // Nothing in a namespace may be called like what is in none: it would be meant where that is used.
      if namespace.isEmpty { return ("Bare\(name)\(count)", #""name":"Bare\#(name)\#(count)""# + aliases) }
      let inherited = "\(namespace).\(name)"
      if known.contains(inherited) {
        return ("test.z\(count).\(name)", #""name":"test.z\#(count).\#(name)""# + aliases)
      }
      return (inherited, #""name":"\#(name)""# + aliases)
    }
  }

  private func unique(
    _ names: [String], _ known: Set<String>,
    _ attributes: ((full: String, namespace: String, last: String)) -> String
  ) -> (name: String, attributes: String) {
    let name = names.first { !known.contains($0) } ?? names[0]
    let parts = name.split(separator: ".")
    let namespace = parts.dropLast().joined(separator: ".")
    return (name, attributes((full: name, namespace: namespace, last: parts.last.map(String.init) ?? name)))
  }

  /// The full name, or the last part alone where that means the same.
  private mutating func use(of name: String, in namespace: String) -> String {
    let prefix = namespace + "."
    guard name.hasPrefix(prefix), !name.dropFirst(prefix.count).contains("."), chance(50) else { return "\"\(name)\"" }
    return "\"\(name.dropFirst(prefix.count))\""
  }
}
