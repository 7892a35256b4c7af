import Avro
import SchemaCore
import SwiftSource

/// A record, enum or fixed that becomes a Swift type.
struct NamedType {
  let name: AvroName
  let schema: AvroSchema
  /// The root type whose schema holds this one's; nil for a root.
  let holder: AvroName?
  /// The schema's text, complete in itself.
  let text: String
}

/// A union at the root of a schema.
struct RootUnion: Hashable {
  let stem: String
  let branches: [AvroSchema]
}

/// All types that the schemas define, each once, roots before what they use.
struct NamedTypes {
  private(set) var all: [NamedType] = []
  private(set) var unions: [RootUnion] = []
  private(set) var definitions: [AvroName: AvroSchema] = [:]
  private var places: [AvroName: Int] = [:]

  init(_ schemas: [(file: SchemaFile, schema: AvroDocument)]) throws(SwiftGeneratorError) {
    // Roots first, so that a type that is a root somewhere keeps its schema in itself.
    for (file, schema) in schemas {
      if case .union(let branches) = schema.root.type {
        // Written out once, so that no part of it can turn out to be too deep for `text(of:)`.
        _ = try Self.attempt(file) { () throws(SchemaError) in try schema.rendered(as: .resolved) }
        unions.append(RootUnion(stem: file.stem, branches: branches))
      } else if let name = schema.root.name {
        try add(name, of: schema, holder: nil, file)
      }
    }
    for (file, schema) in schemas {
      let holder = schema.root.name
      for name in Self.names(usedBy: schema) {
        try add(name, of: schema, holder: name == holder ? nil : holder, file)
      }
    }
  }

  private mutating func add(
    _ name: AvroName, of schema: AvroDocument, holder: AvroName?, _ file: SchemaFile
  ) throws(SwiftGeneratorError) {
    let document = try Self.attempt(file) { () throws(SchemaError) in try schema.document(of: name) }
    guard let document else { return }
    if let place = places[name] {
      guard all[place].text == document.canonicalText else {
        throw SwiftGeneratorError(file.name, "\(name) is defined differently in another schema")
      }
      return
    }
    for part in Self.parts(of: document.root) where Self.hasNoValues(part) {
      throw SwiftGeneratorError(file.name, "\(name): an enum without symbols or a union without types has no values")
    }
    places[name] = all.count
    definitions[name] = document.root
    all.append(NamedType(name: name, schema: document.root, holder: holder, text: document.canonicalText))
  }

  private static func attempt<Value>(
    _ file: SchemaFile, _ body: () throws(SchemaError) -> Value
  ) throws(SwiftGeneratorError) -> Value {
    do throws(SchemaError) { return try body() } catch {
      throw SwiftGeneratorError(file.name, error.description)
    }
  }

  /// The type itself where `schema` only uses a named one.
  func definition(of schema: AvroSchema) -> AvroSchema {
    guard case .named(let name) = schema.type else { return schema }
    return definitions[name] ?? schema
  }

  /// The text, complete in itself, of a schema that is part of those given. They have all been written out, so that
  /// their parts can be.
  func text(of schema: AvroSchema) -> String {
    let document = AvroDocument(root: schema, definitions: definitions)
    return (try? document.rendered(as: .resolved)) ?? document.canonicalText
  }

  private static func hasNoValues(_ schema: AvroSchema) -> Bool {
    switch schema.type {
    case .enumeration(let enumeration): enumeration.symbols.isEmpty
    case .union(let branches): branches.isEmpty
    default: false
    }
  }

  /// Every schema that is written somewhere in what is generated.
  var parts: [AvroSchema] {
    unions.flatMap { $0.branches.flatMap(Self.parts) } + all.flatMap { Self.parts(of: $0.schema) }
  }

  /// The names that a schema's own text defines.
  static func names(definedIn root: AvroSchema) -> Set<AvroName> {
    Set(
      parts(of: root).compactMap { part in
        if case .named = part.type { nil } else { part.name }
      })
  }

  /// The named types that values of a schema are made of, in the order in which they are met.
  private static func names(usedBy schema: AvroDocument) -> [AvroName] {
    var names: [AvroName] = []
    var seen: Set<AvroName> = []
    var waiting = [schema.root]
    while let next = waiting.popLast() {
      for part in parts(of: next) {
        guard let name = part.name, seen.insert(name).inserted else { continue }
        names.append(name)
        if case .named = part.type, let definition = schema.definitions[name] { waiting.append(definition) }
      }
    }
    return names
  }

  /// A schema and everything written inside of it, outer before inner.
  private static func parts(of schema: AvroSchema) -> [AvroSchema] {
    switch schema.type {
    case .array(let part), .map(let part): [schema] + parts(of: part)
    case .union(let branches): [schema] + branches.flatMap(parts)
    case .record(let record): [schema] + record.fields.flatMap { parts(of: $0.schema) }
    default: [schema]
    }
  }
}
