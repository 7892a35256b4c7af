import JSONSchema
import SchemaCore
import SwiftSource

/// Finds the Swift types for schemas.
struct TypeMapping {
  /// The type of a value.
  struct Mapped {
    var name: String
    var isNullable = false
    var documentation: [String] = []
  }

  let schemas: LoadedSchemas
  let prefix: String
  private(set) var notes: [GeneratorNote] = []
  private(set) var taken: Set<String> = []
  /// The types that stand by themselves, by their schemas.
  private var named: [SchemaKey: String] = [:]
  private var waiting: [(name: String, place: SchemaPlace)] = []
  /// The schemas whose members are being looked at, from the outside in, as far as values hold each other directly.
  private var direct: [SchemaKey] = []
  private(set) var usesFoundation = false
  private(set) var usesJSONValue = false

  init(_ schemas: LoadedSchemas, prefix: String) {
    self.schemas = schemas
    self.prefix = prefix
  }

  var imports: [String] { (usesFoundation ? ["Foundation"] : []) + (usesJSONValue ? ["SchemaCore"] : []) }

  /// The types of all schemas, in the order in which they are met.
  mutating func declarations() throws(SwiftGeneratorError) -> [Declaration] {
    var declarations: [Declaration] = []
    for file in schemas.files.indices {
      let root = schemas.files[file].resources.document.root
      _ = topLevelName(of: root, SchemaKey(file: file, pointer: .root), stem: schemas.files[file].stem)
    }
    var next = 0
    while next < waiting.count {
      let (name, place) = waiting[next]
      next += 1
      declarations.append(try declaration(of: place, named: name))
    }
    return declarations
  }

  /// The declaration of a type that stands by itself.
  private mutating func declaration(of place: SchemaPlace, named name: String) throws(SwiftGeneratorError)
    -> Declaration
  {
    guard let reader = SchemaReader(place) else {
      return Declaration(name: name, documentation: [], kind: .alias(anyValue(at: place, "any value is allowed")))
    }
    if let declaration = try declaration(of: reader, named: name) { return declaration }
    let type = try mapped(place, named: name + "Value", nested: nil)
    return Declaration(
      name: name, documentation: documentation(of: reader) + type.documentation,
      kind: .alias(type.isNullable ? type.name + "?" : type.name))
  }

  /// The name of the type that stands by itself for a schema; it is declared when its turn comes.
  mutating func topLevelName(of place: SchemaPlace, _ key: SchemaKey, stem: String) -> String {
    if let name = named[key] { return name }
    let isRoot = key.pointer.isRoot
    let wanted = isRoot ? SchemaReader(place)?.title ?? stem : key.pointer.tokens.last ?? stem
    let name = MemberNames.type(prefix + MemberNames.type(wanted, taken: []), taken: taken)
    taken.insert(name)
    named[key] = name
    waiting.append((name, place))
    return name
  }

  /// What a reference leads to.
  func target(of reference: String, at place: SchemaPlace) throws(SwiftGeneratorError) -> SchemaPlace {
    let file = schemas.file(of: place.document) ?? 0
    // References are resolved where the file is the root, so that it knows the others.
    let own = schemas.files[file].resources
    let origin = own.document.root[place.pointer.tokens] ?? place
    guard let target = own.target(of: reference, from: origin) else {
      throw SwiftGeneratorError(
        schemas.files[file].name,
        "the reference \(reference) at \(place.pointer) leads nowhere; give the schema that it means as another file")
    }
    return target
  }

  func key(of place: SchemaPlace) -> SchemaKey? {
    schemas.file(of: place.document).map { SchemaKey(file: $0, pointer: place.pointer) }
  }

  mutating func note(_ place: SchemaPlace, _ message: String) {
    let file = schemas.file(of: place.document).map { schemas.files[$0].name } ?? place.baseURI
    let note = GeneratorNote(place.pointer.isRoot ? file : "\(file)#\(place.pointer)", message)
    if !notes.contains(note) { notes.append(note) }
  }

  /// Any JSON, for what has no type of its own.
  mutating func anyValue(at place: SchemaPlace, _ reason: String) -> String {
    usesJSONValue = true
    note(place, "\(reason), so that the value is a plain JSONValue")
    return "JSONValue"
  }

  mutating func foundation(_ type: String) -> String {
    usesFoundation = true
    return type
  }

  mutating func plainValue() -> String {
    usesJSONValue = true
    return "JSONValue"
  }

  /// Looks at what is within a schema, unless that is where this came from.
  mutating func within<Result>(
    _ key: SchemaKey, otherwise: Result, _ body: (inout TypeMapping) throws(SwiftGeneratorError) -> Result
  ) throws(SwiftGeneratorError) -> Result {
    if direct.contains(key) { return otherwise }
    direct.append(key)
    defer { direct.removeLast() }
    return try body(&self)
  }

  func documentation(of reader: SchemaReader) -> [String] {
    // A title of one word is the name of the type, or as good as that.
    let title = reader.title.flatMap { $0.contains(" ") ? Self.sentence($0) : nil }
    return [title, reader.description, reader.isDeprecated ? "Deprecated." : nil].compactMap { $0 }
  }

  private static func sentence(_ title: String) -> String {
    title.last.map { ".!?".contains($0) } ?? true ? title : title + "."
  }
}
