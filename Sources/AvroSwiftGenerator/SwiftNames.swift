import Avro
import SwiftSource

/// The names of the Swift types.
///
/// A type is called by the last part of its name. Where two types would be called the same, parts of their namespaces
/// come in front, as many as it takes.
struct SwiftNames {
  private var names: [AvroName: String] = [:]
  private var unions: [RootUnion: String] = [:]
  private(set) var all: Set<String> = []

  init(_ types: NamedTypes, prefix: String) {
    let candidates = types.all.map(\.name)
    var parts = Dictionary(uniqueKeysWithValues: candidates.map { ($0, 0) })
    // One round a part of the longest namespace; those that still differ in nothing differ in case or underscores.
    while true {
      let groups = Dictionary(grouping: candidates) { Self.text($0, parts: parts[$0, default: 0]) }
      let clashing = groups.values.filter { $0.count > 1 }.joined().filter {
        parts[$0, default: 0] < $0.namespace.split(separator: ".").count
      }
      if clashing.isEmpty { break }
      for name in clashing { parts[name, default: 0] += 1 }
    }
    for type in types.all {
      names[type.name] = take(prefix + Self.text(type.name, parts: parts[type.name, default: 0]), type.schema.type)
    }
    for union in types.unions { unions[union] = take(prefix + Identifier.upperCamel(union.stem), .union([])) }
  }

  func name(of type: AvroName) -> String { names[type] ?? type.name }

  func name(of union: RootUnion) -> String { unions[union] ?? union.stem }

  /// A name for a type that stands inside of another.
  static func nested(_ name: String, taken: Set<String>) -> String {
    Identifier.unique(Identifier.upperCamel(name), taken: taken.union(reserved), word: "Union")
  }

  private mutating func take(_ name: String, _ type: AvroType) -> String {
    let word =
      switch type {
      case .record: "Record"
      case .enumeration: "Enum"
      case .fixed: "Fixed"
      default: "Union"
      }
    let chosen = Identifier.unique(name, taken: all.union(Self.reserved), word: word)
    all.insert(chosen)
    return chosen
  }

  private static func text(_ name: AvroName, parts: Int) -> String {
    (name.namespace.split(separator: ".").suffix(parts).map(String.init) + [name.name])
      .map(Identifier.upperCamel).joined()
  }

  /// What the generated source itself means by these, and what cannot be the name of a type.
  private static let reserved: Set<String> = [
    "", "Any", "Self", "Type", "Protocol", "Bool", "Int32", "Int64", "Float", "Double", "String", "UInt8", "UUID",
    "Optional", "Array", "Dictionary", "Hashable", "Sendable", "Swift", "Avro", "SchemaCore", "Int", "Equatable",
    "AvroMap", "AvroNull", "AvroDecimal", "AvroDate", "AvroTimeOfDay", "AvroTimestamp", "AvroLocalTimestamp",
    "AvroDuration", "AvroDocument", "AvroSerializable", "AvroReader", "AvroWriter", "CodecError", "Indirect",
    "Milliseconds", "Microseconds", "Nanoseconds", "Hasher", "CaseIterable", "AllCases", "RawValue", "RawRepresentable",
  ]
}
