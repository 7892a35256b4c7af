import SchemaCore

/// Turns what IDL files say into types, by the rules that hold for schemas in JSON.
struct IDLLinker {
  private let imports: IDLImports
  private var parser: AvroParser
  /// The types of each entry.
  private var names: [[AvroName]]
  /// The types that are declared in IDL, which may be used before.
  private let declared: Set<AvroName>
  /// What the first file declares by `schema`.
  private(set) var mainSchema: AvroSchema?

  init(_ imports: IDLImports, limits: AvroLimits) {
    self.imports = imports
    declared = Set(
      imports.entries.compactMap { entry in
        if case .item(.type(let name, _)) = entry.content { name } else { nil }
      })
    parser = AvroParser(names: NameTable(limit: limits.names, declared: declared), rules: .new)
    names = Array(repeating: [], count: imports.entries.count)
  }

  /// Every type by its name; others stand in it by theirs.
  var definitions: [AvroName: AvroSchema] { parser.names.definitions }
  /// All names in the order of the files.
  var typeNames: [AvroName] { names.flatMap { $0 } }
  /// The names that the first file declares.
  var ownNames: [AvroName] { zip(imports.entries, names).flatMap { $0.file == 0 ? $1 : [] } }

  /// Reads all entries.
  ///
  /// - Throws: `SchemaError` with line and column.
  mutating func link() throws(SchemaError) {
    do {
      // Schemas in JSON define types where they use them first, so that they come first; IDL may use anything.
      for index in imports.entries.indices { try readJSON(at: index) }
      for index in imports.entries.indices { try readItem(at: index) }
      try parser.checkDefaults()
    } catch {
      throw located(error)
    }
  }

  private mutating func readJSON(at index: Int) throws(SchemaError) {
    let schemas: [AvroSchema]
    switch imports.entries[index].content {
    case .item: return
    case .schema(let value):
      schemas = [try parser.at(String(index)) { (parser) throws(SchemaError) in try parser.schema(value, in: "") }]
    case .protocol(let value):
      schemas = try parser.at(String(index)) { (parser) throws(SchemaError) in try Self.types(of: value, &parser) }
    }
    names[index] = schemas.flatMap(Self.definedNames)
  }

  private static func types(of value: JSONValue, _ parser: inout AvroParser) throws(SchemaError) -> [AvroSchema] {
    guard let object = value.object, let text = object["protocol"]?.string else {
      throw parser.error("A protocol has an attribute \"protocol\", its name: import schemas with \"import schema\"")
    }
    let namespace = AvroName(text, within: object["namespace"]?.string ?? "").namespace
    return try parser.at("types") { (parser) throws(SchemaError) in
      var schemas: [AvroSchema] = []
      for (index, type) in (object["types"]?.array ?? []).enumerated() {
        schemas.append(
          try parser.at(String(index)) { (parser) throws(SchemaError) in try parser.schema(type, in: namespace) })
      }
      return schemas
    }
  }

  private mutating func readItem(at index: Int) throws(SchemaError) {
    let entry = imports.entries[index]
    guard case .item(let item) = entry.content else { return }
    switch item {
    case .import: break
    case .type(let name, let value):
      _ = try schema(value, at: index)
      names[index] = [name]
    case .mainSchema(let value):
      let schema = try schema(value, at: index)
      if entry.file == 0 { mainSchema = schema }
    case .message(let name, let value):
      try parser.at(String(index)) { (parser) throws(SchemaError) in try Self.check(value, of: name, &parser) }
    }
  }

  private mutating func schema(_ value: PlacedJSON, at index: Int) throws(SchemaError) -> AvroSchema {
    try parser.at(String(index)) { (parser) throws(SchemaError) in try parser.schema(value.json, in: "") }
  }

  private static func check(
    _ message: PlacedJSON, of name: AvroName, _ parser: inout AvroParser
  ) throws(SchemaError) {
    let object = message.json.object ?? JSONObject()
    _ = try parser.fields(object["fields"]?.array ?? [], of: name)
    _ = try parser.at("response") { (parser) throws(SchemaError) in
      try parser.schema(object["response"] ?? nil, in: "")
    }
    for (index, error) in (object["errors"]?.array ?? []).enumerated() {
      _ = try parser.at("errors") { (parser) throws(SchemaError) in
        try parser.at(String(index)) { (parser) throws(SchemaError) in try parser.schema(error, in: "") }
      }
    }
  }

  /// The names that a schema defines, in the order of their definitions.
  private static func definedNames(in schema: AvroSchema) -> [AvroName] {
    switch schema.type {
    case .array(let items): definedNames(in: items)
    case .map(let values): definedNames(in: values)
    case .union(let branches): branches.flatMap(definedNames)
    case .record(let record): [record.name] + record.fields.flatMap { definedNames(in: $0.schema) }
    case .enumeration(let enumeration): [enumeration.name]
    case .fixed(let fixed): [fixed.name]
    case .null, .boolean, .int, .long, .float, .double, .bytes, .string, .named: []
    }
  }
}

extension IDLLinker {
  /// The error with the place that its path leads to.
  private func located(_ error: SchemaError) -> SchemaError {
    guard let tokens = error.path?.tokens, let index = tokens.first.flatMap({ Int($0) }) else { return error }
    let entry = imports.entries[index]
    let path = tokens.dropFirst()
    var position: TextPosition?
    var message = error.message
    switch entry.content {
    case .schema, .protocol:
      position = JSONPointer(Array(path)).position(in: imports.files[entry.file].text, options: imports.options)
    case .item(.import): break
    case .item(.type(_, let value)), .item(.mainSchema(let value)), .item(.message(_, let value)):
      let part = value.part(at: path)
      position = imports.place(of: part.offset, in: entry.file)
      if error.kind == .unknownName, let name = part.json.string { message = missing(AvroName(name)) }
    }
    return imports.located(SchemaError(error.kind, message, at: position), in: entry.file)
  }

  private func missing(_ name: AvroName) -> String {
    let others = declared.union(definitions.keys).filter { $0.name == name.name }.map(\.fullName)
    if let other = others.min() { return "Type \(name) is not defined: if \(other) is meant, write its full name" }
    return "Type \(name) is not defined: declare it in this file, or import the file that does"
  }
}
