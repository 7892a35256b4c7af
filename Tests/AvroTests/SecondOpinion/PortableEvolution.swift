import RegistryTesting
import SchemaCore

/// Changes a schema as its authors do from one version to the next, in ways that readers can make up for.
struct PortableEvolution {
  private var generator: SeededGenerator

  /// The text of the next version; it may happen to be no schema, where a change takes away what is used elsewhere.
  static func text(after text: String, seed: UInt64) throws -> String {
    var evolution = PortableEvolution(generator: SeededGenerator(seed: seed))
    return JSONWriter.text(evolution.type(try JSONParser.parse(text)))
  }

  private mutating func chance(_ percent: Int) -> Bool { Int.random(in: 1...100, using: &generator) <= percent }

  private mutating func type(_ type: JSONValue) -> JSONValue {
    switch type {
    case .string(let name): return chance(15) ? optional(primitive(name)) : primitive(name)
    case .array(let branches): return union(branches)
    case .object(var object):
      for key in ["items", "values"] { object[key] = object[key].map { self.type($0) } }
      if let symbols = object["symbols"]?.array { object["symbols"] = .array(changed(symbols: symbols)) }
      if let fields = object["fields"]?.array { object["fields"] = .array(changed(fields: fields)) }
      return chance(5) ? optional(.object(object)) : .object(object)
    default: return type
    }
  }

  private mutating func primitive(_ name: String) -> JSONValue {
    let promotions = [
      "int": ["long", "float", "double"], "long": ["float", "double"], "float": ["double"], "string": ["bytes"],
      "bytes": ["string"],
    ]
    guard chance(15), let promotion = promotions[name]?.randomElement(using: &generator) else { return .string(name) }
    return .string(promotion)
  }

  private mutating func optional(_ type: JSONValue) -> JSONValue {
    if case .string("null") = type { return type }
    return .array(chance(50) ? ["null", type] : [type, "null"])
  }

  private mutating func union(_ branches: [JSONValue]) -> JSONValue {
    // Branches that define types stay in their order, as what follows may use them.
    let isPlain = branches.allSatisfy { $0.string != nil }
    return .array(isPlain && chance(20) ? branches.shuffled(using: &generator) : branches.map { branch($0) })
  }

  private mutating func branch(_ branch: JSONValue) -> JSONValue {
    guard case .object(let object) = branch, case .array(let changed) = type(.object(object)) else {
      return branch.object == nil ? branch : type(branch)
    }
    return changed.first { $0.object != nil } ?? branch
  }

  private mutating func changed(symbols: [JSONValue]) -> [JSONValue] {
    if chance(80) { return symbols }
    return chance(50) ? symbols + ["Added"] : symbols.reversed()
  }

  private mutating func changed(fields: [JSONValue]) -> [JSONValue] {
    var changed: [JSONValue] = []
    for case .object(var field) in fields {
      if chance(10), field["type"]?.string != nil { continue }
      field["type"] = field["type"].map { type($0) }
      field["default"] = nil
      if chance(5), let name = field["name"] {
        field["aliases"] = [name]
        field["name"] = .string((name.string ?? "") + "New")
      }
      changed.append(.object(field))
    }
    if chance(10) { changed.append(["name": "added", "type": "int", "default": 7]) }
    return chance(30) && fields.allSatisfy { $0.object?["type"]?.string != nil }
      ? changed.shuffled(using: &generator) : changed
  }
}
