import RegistryTesting
import SchemaCore

@testable import Avro

/// Changes a schema at random into one that its records may be read with: mostly as evolution allows, now and then not.
struct RandomEvolution {
  private var generator: SeededGenerator
  private var added = 0
  private var definitions: [AvroName: AvroSchema] = [:]

  /// A reader's schema for what is written with `writer`.
  static func reader(of writer: AvroDocument, seed: UInt64) -> AvroDocument {
    var evolution = RandomEvolution(generator: SeededGenerator(seed: seed))
    for name in writer.definitions.keys.sorted(by: { $0.fullName < $1.fullName }) {
      guard let definition = writer.definitions[name] else { continue }
      evolution.definitions[name] = evolution.evolvedDefinition(definition)
    }
    let root = writer.root.name.flatMap { evolution.definitions[$0] } ?? evolution.evolved(writer.root)
    return AvroDocument(root: root, definitions: evolution.definitions)
  }

  private init(generator: SeededGenerator) {
    self.generator = generator
  }

  private mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &generator) < percent }

  /// A use of a type; types with a name are used by it.
  private mutating func evolved(_ schema: AvroSchema) -> AvroSchema {
    let evolved = AvroSchema(evolvedType(schema))
    if case .union = evolved.type { return evolved }
    guard chance(12) else { return evolved }
    let null = AvroSchema(.null)
    if evolved.type == .null { return AvroSchema(.union([AvroSchema(.int), null])) }
    let more = evolved.type == .boolean ? AvroSchema(.string) : AvroSchema(.boolean)
    return AvroSchema(
      .union([[null, evolved], [evolved, null], [more, null, evolved]][Int.random(in: 0..<3, using: &generator)]))
  }

  private mutating func evolvedType(_ schema: AvroSchema) -> AvroType {
    if let name = schema.name { return .named(name) }
    switch schema.type {
    case .array(let items): return .array(evolved(items))
    case .map(let values): return .map(evolved(values))
    case .union(let branches): return evolved(branches)
    case .int where chance(40): return [.long, .float, .double].randomElement(using: &generator) ?? .long
    case .long where chance(30): return Bool.random(using: &generator) ? .float : .double
    case .float where chance(40): return .double
    case .string where chance(20): return .bytes
    case .bytes where chance(5): return .string
    case .boolean where chance(2): return .int
    case let type: return type
    }
  }

  private mutating func evolved(_ branches: [AvroSchema]) -> AvroType {
    var branches = branches
    if chance(40) { branches.shuffle(using: &generator) }
    if branches.count > 1, chance(10) { branches.removeLast() }
    if branches.count == 1, chance(30), let only = branches.first { return evolvedType(only) }
    // The branches stay different types: what is not a primitive may change inside.
    let evolved = branches.map { branch in
      switch branch.type {
      case .array, .map, .record, .enumeration, .fixed: AvroSchema(evolvedType(branch))
      default: branch
      }
    }
    if chance(20) { return .union(evolved + [AvroSchema(.enumeration(AvroEnum(name: newName(), symbols: ["X"])))]) }
    return .union(evolved)
  }

  private mutating func evolvedDefinition(_ schema: AvroSchema) -> AvroSchema {
    switch schema.type {
    case .record(var record):
      record.fields = record.fields.map { field in
        var evolved = field
        evolved.schema = self.evolved(field.schema)
        if chance(10) {
          evolved.name = "renamed\(field.name)"
          evolved.aliases = ["nothing", field.name]
        }
        return evolved
      }
      if chance(50) { record.fields.shuffle(using: &generator) }
      while !record.fields.isEmpty, chance(25) { record.fields.removeLast() }
      while chance(40) {
        let place = Int.random(in: 0...record.fields.count, using: &generator)
        record.fields.insert(addedField(), at: place)
      }
      return AvroSchema(.record(record))
    case .enumeration(var enumeration):
      if chance(40) { enumeration.symbols.shuffle(using: &generator) }
      if chance(20) { enumeration.symbols.insert("ADDED", at: 0) }
      if enumeration.symbols.count > 1, chance(30) { enumeration.symbols.removeLast() }
      if chance(50) { enumeration.defaultSymbol = enumeration.symbols.first }
      return AvroSchema(.enumeration(enumeration))
    default: return schema
    }
  }

  private mutating func newName() -> AvroName {
    added += 1
    return AvroName(name: "Added\(added)", namespace: "test")
  }

  private mutating func addedField() -> AvroField {
    let name = newName()
    let (type, json) = typeWithDefault(depth: 0)
    var field = AvroField(name: "added\(name.name)", schema: AvroSchema(type))
    if chance(98) { field.defaultValue = json }
    return field
  }

  private mutating func typeWithDefault(depth: Int) -> (AvroType, JSONValue) {
    switch Int.random(in: 0...(depth > 2 ? 7 : 14), using: &generator) {
    case 0: return (.null, .null)
    case 1: return (.boolean, true)
    case 2: return (.int, -7)
    case 3: return (.long, 1_099_511_627_776)
    case 4: return (.float, 3)
    case 5: return (.double, -4)
    case 6: return (.bytes, "\u{FF}\u{0}")
    case 7: return (.string, "é😀")
    case 8:
      let symbols = AvroEnum(name: newName(), symbols: ["A", "B"])
      definitions[symbols.name] = AvroSchema(.enumeration(symbols))
      return (.named(symbols.name), "B")
    case 9:
      let fixed = AvroFixed(name: newName(), size: 2)
      definitions[fixed.name] = AvroSchema(.fixed(fixed))
      return (.named(fixed.name), "\u{1}\u{80}")
    case 10:
      let (items, json) = typeWithDefault(depth: depth + 1)
      return (.array(AvroSchema(items)), .array(Array(repeating: json, count: depth)))
    case 11:
      let (values, json) = typeWithDefault(depth: depth + 1)
      return (.map(AvroSchema(values)), ["k": json, "": json])
    case 12: return (.union([AvroSchema(.null), AvroSchema(.string)]), Bool.random(using: &generator) ? .null : "s")
    default:
      var record = AvroRecord(name: newName(), fields: [])
      var object = JSONObject()
      for index in 0..<Int.random(in: 0...3, using: &generator) {
        let (type, json) = typeWithDefault(depth: depth + 1)
        var field = AvroField(name: "d\(index)", schema: AvroSchema(type))
        if Bool.random(using: &generator) { field.defaultValue = json } else { object[field.name] = json }
        record.fields.append(field)
      }
      let next = AvroSchema(.union([AvroSchema(.null), AvroSchema(.named(record.name))]))
      record.fields.append(AvroField(name: "next", schema: next, defaultValue: .null))
      definitions[record.name] = AvroSchema(.record(record))
      return (.named(record.name), .object(object))
    }
  }
}
