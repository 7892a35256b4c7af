import SchemaCore

/// Turns the JSON of a schema into types (Avro 1.12 specification, Schema Declaration).
///
/// Errors are `SchemaError`s with the JSON pointer of what is wrong; the caller finds line and column.
struct AvroParser {
  var names: NameTable
  let rules: ParsingRules
  /// Where the value that is being read stands.
  private var path: [String] = []
  /// Defaults wait until every type is complete, because a record may be the default of a field within itself.
  private var defaults: [(value: JSONValue, schema: AvroSchema, path: [String])] = []

  init(names: NameTable, rules: ParsingRules) {
    self.names = names
    self.rules = rules
  }

  /// Reads a whole text.
  mutating func document(_ value: JSONValue) throws(SchemaError) -> AvroSchema {
    let root = try schema(value, in: "")
    try checkDefaults()
    return root
  }

  /// Checks the defaults of all that was read.
  func checkDefaults() throws(SchemaError) {
    guard rules != .stored else { return }
    var check = DefaultValues(definitions: names.definitions)
    for entry in defaults {
      guard let problem = check.problem(with: entry.value, for: entry.schema) else { continue }
      throw SchemaError(problem.kind, problem.message, path: JSONPointer(entry.path + problem.path))
    }
  }

  /// Reads one type.
  mutating func schema(_ value: JSONValue, in namespace: String) throws(SchemaError) -> AvroSchema {
    switch value {
    case .string(let name): return AvroSchema(try use(of: name, in: namespace))
    case .object(let object): return try declaration(object, in: namespace)
    case .array(let branches): return try union(branches, in: namespace)
    default: throw error("A type is expected, found \(value.kindName): give a name, an object or an array (a union)")
    }
  }

  private func use(of name: String, in namespace: String) throws(SchemaError) -> AvroType {
    if let primitive = AvroType(primitive: name) { return primitive }
    if let known = names.resolve(name, within: namespace) { return .named(known) }
    let missing = AvroName(name, within: namespace)
    throw error(
      "Type \(missing) is not defined: define it before it is used, or add a reference to the schema that defines it",
      kind: .unknownName)
  }

  private mutating func declaration(_ object: JSONObject, in namespace: String) throws(SchemaError) -> AvroSchema {
    guard let type = object["type"] else {
      throw error("The type declaration has no attribute \"type\": give one, such as \"record\" or \"string\"")
    }
    guard case .string(let keyword) = type else {
      throw error(
        "Within a type declaration \"type\" must be a string, found \(type.kindName): write the inner type by itself",
        at: ["type"])
    }
    switch keyword {
    case "record", "error": return try record(object, isError: keyword == "error", in: namespace)
    case "enum": return try enumeration(object, in: namespace)
    case "fixed": return try fixed(object, in: namespace)
    case "array":
      return plain(.array(try part("items", of: object, in: namespace)), object)
    case "map":
      return plain(.map(try part("values", of: object, in: namespace)), object)
    default:
      if let primitive = AvroType(primitive: keyword) { return plain(primitive, object) }
      // An object that only wraps the name of a type means that type; what else it holds has never had an effect.
      return AvroSchema(try at("type") { (parser) throws(SchemaError) in try parser.use(of: keyword, in: namespace) })
    }
  }

  private mutating func part(
    _ key: String, of object: JSONObject, in namespace: String
  ) throws(SchemaError) -> AvroSchema {
    guard let value = object[key] else {
      throw error("The type declaration has no attribute \"\(key)\": give the type of what it holds")
    }
    return try at(key) { (parser) throws(SchemaError) in try parser.schema(value, in: namespace) }
  }

  private func plain(_ type: AvroType, _ object: JSONObject) -> AvroSchema {
    let properties = properties(of: object, except: Self.reserved)
    return AvroSchema(type, properties: properties, logicalType: LogicalType(properties, on: type))
  }

  private mutating func union(_ values: [JSONValue], in namespace: String) throws(SchemaError) -> AvroSchema {
    var branches: [AvroSchema] = []
    var seen: Set<String> = []
    for (index, value) in values.enumerated() {
      let branch = try at(String(index)) { (parser) throws(SchemaError) in
        let branch = try parser.schema(value, in: namespace)
        guard let kind = branch.name?.fullName ?? branch.type.keyword else {
          throw parser.error("A union cannot stand directly in a union: list the inner branches in the outer one")
        }
        guard seen.insert(kind).inserted else {
          throw parser.error("The union has two branches of type \(kind): a reader could not tell them apart")
        }
        return branch
      }
      branches.append(branch)
    }
    return AvroSchema(.union(branches))
  }
}

extension AvroParser {
  /// Notes a default for the check at the end.
  mutating func check(_ value: JSONValue, for schema: AvroSchema) {
    defaults.append((value, schema, path + ["default"]))
  }

  /// Reads something below the present place.
  mutating func at<Value>(
    _ key: String, _ read: (inout AvroParser) throws(SchemaError) -> Value
  ) throws(SchemaError) -> Value {
    path.append(key)
    let value = try read(&self)
    path.removeLast()
    return value
  }

  /// An error at the present place, or at an attribute there.
  func error(_ message: String, kind: SchemaError.Kind = .invalid, at keys: [String] = []) -> SchemaError {
    SchemaError(kind, message, path: JSONPointer(path + keys))
  }

  /// The attributes that have no meaning of their own to Avro.
  func properties(of object: JSONObject, except reserved: Set<String>) -> JSONObject {
    guard object.members.contains(where: { !reserved.contains($0.key) }) else { return JSONObject() }
    return JSONObject(object.members.filter { !reserved.contains($0.key) })
  }

  /// Attributes of types that never are properties, whatever the type.
  static let reserved: Set<String> = [
    "type", "name", "namespace", "doc", "fields", "symbols", "size", "items", "values", "aliases",
  ]
}
