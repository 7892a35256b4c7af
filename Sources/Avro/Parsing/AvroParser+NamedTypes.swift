import SchemaCore

extension AvroParser {
  mutating func record(
    _ object: JSONObject, isError: Bool, in namespace: String
  ) throws(SchemaError) -> AvroSchema {
    let name = try begin(object, in: namespace)
    guard case .array(let values)? = object["fields"] else {
      throw error("Record \(name) has no attribute \"fields\" that is an array: list its fields, [] if there are none")
    }
    let fields = try fields(values, of: name)
    return finish(
      name,
      .record(
        AvroRecord(
          name: name, isError: isError, documentation: object["doc"]?.string, fields: fields,
          aliases: try aliases(object, of: name), properties: properties(of: object, except: Self.reserved))))
  }

  /// Reads the elements of the attribute `fields` at the present place.
  mutating func fields(_ values: [JSONValue], of record: AvroName) throws(SchemaError) -> [AvroField] {
    try at("fields") { (parser) throws(SchemaError) in
      var fields: [AvroField] = []
      var seen: Set<String> = []
      fields.reserveCapacity(values.count)
      for (index, value) in values.enumerated() {
        let field = try parser.at(String(index)) { (parser) throws(SchemaError) in
          let field = try parser.field(value, of: record)
          if !seen.insert(field.name).inserted {
            throw parser.error("Record \(record) has two fields named \"\(field.name)\": rename one", at: ["name"])
          }
          return field
        }
        fields.append(field)
      }
      return fields
    }
  }

  private mutating func field(_ value: JSONValue, of record: AvroName) throws(SchemaError) -> AvroField {
    guard case .object(let object) = value else {
      throw error("A field is expected, found \(value.kindName): write {\"name\": …, \"type\": …}")
    }
    guard case .string(let name)? = object["name"] else {
      throw error("The field has no attribute \"name\" that is a string")
    }
    try checkName(name, at: ["name"])
    try checkLength(of: AvroName(name: name), at: ["name"])
    guard let type = object["type"] else {
      throw error("Field \"\(name)\" has no attribute \"type\": give its type")
    }
    let schema = try at("type") { (parser) throws(SchemaError) in try parser.schema(type, in: record.namespace) }
    let field = AvroField(
      name: name, schema: schema, documentation: object["doc"]?.string,
      defaultValue: object["default"].map { DefaultValues.number($0, for: schema) },
      order: try order(object), aliases: try aliasTexts(object),
      properties: properties(of: object, except: Self.reservedInFields))
    if let value = field.defaultValue { check(value, for: schema) }
    return field
  }

  private func order(_ object: JSONObject) throws(SchemaError) -> AvroField.Order {
    guard let value = object["order"] else { return .ascending }
    guard let order = value.string.flatMap({ AvroField.Order(rawValue: $0.lowercased()) }) else {
      throw error("The order of a field is \"ascending\", \"descending\" or \"ignore\"", at: ["order"])
    }
    return order
  }

  mutating func enumeration(_ object: JSONObject, in namespace: String) throws(SchemaError) -> AvroSchema {
    let name = try begin(object, in: namespace)
    guard case .array(let values)? = object["symbols"] else {
      throw error("Enum \(name) has no attribute \"symbols\" that is an array: list its symbols")
    }
    var symbols: [String] = []
    var seen: Set<String> = []
    for (index, value) in values.enumerated() {
      guard case .string(let symbol) = value else {
        throw error("A symbol is expected, found \(value.kindName)", at: ["symbols", String(index)])
      }
      try checkName(symbol, at: ["symbols", String(index)])
      guard seen.insert(symbol).inserted else {
        throw error("Enum \(name) has the symbol \"\(symbol)\" twice: remove one", at: ["symbols", String(index)])
      }
      symbols.append(symbol)
    }
    // A default that is not a string has never had an effect, and stored schemas may have one.
    let defaultSymbol = object["default"]?.string
    if let defaultSymbol, !seen.contains(defaultSymbol) {
      throw error("The default \"\(defaultSymbol)\" is not a symbol of enum \(name): take one of them", at: ["default"])
    }
    return finish(
      name,
      .enumeration(
        AvroEnum(
          name: name, documentation: object["doc"]?.string, symbols: symbols, defaultSymbol: defaultSymbol,
          aliases: try aliases(object, of: name), properties: properties(of: object, except: Self.reservedInEnums))))
  }

  mutating func fixed(_ object: JSONObject, in namespace: String) throws(SchemaError) -> AvroSchema {
    let name = try begin(object, in: namespace)
    guard let size = object["size"]?.number?.int64.flatMap(Int32.init(exactly:)), size >= 0 else {
      throw error("Fixed \(name) needs an attribute \"size\": a whole number of bytes from 0 to \(Int32.max)")
    }
    return finish(
      name,
      .fixed(
        AvroFixed(
          name: name, documentation: object["doc"]?.string, size: Int(size),
          aliases: try aliases(object, of: name), properties: properties(of: object, except: Self.reserved))))
  }
}

extension AvroParser {
  /// Reads the name of the type that is being defined and opens its definition.
  private mutating func begin(_ object: JSONObject, in enclosing: String) throws(SchemaError) -> AvroName {
    guard case .string(let text)? = object["name"] else {
      throw error("The type declaration has no attribute \"name\" that is a string: records, enums and fixed need one")
    }
    let name = AvroName(text, within: object["namespace"]?.string ?? enclosing)
    try checkName(name.name, at: ["name"])
    try checkNamespace(name.namespace, at: [text.utf8.contains(UInt8(ascii: ".")) ? "name" : "namespace"])
    if name.namespace.isEmpty, AvroType(primitive: name.name) != nil {
      throw error(
        "A type cannot be called \"\(name)\" like a primitive type: rename it or give it a namespace", at: ["name"])
    }
    try checkLength(of: name, at: ["name"])
    if let problem = names.begin(name) { throw error(problem.message, kind: problem.kind, at: ["name"]) }
    return name
  }

  private mutating func finish(_ name: AvroName, _ type: AvroType) -> AvroSchema {
    var schema = AvroSchema(type)
    schema.logicalType = LogicalType(schema.attributes, on: type)
    names.finish(name, as: schema)
    return schema
  }

  private func aliases(_ object: JSONObject, of name: AvroName) throws(SchemaError) -> [AvroName] {
    var aliases: [AvroName] = []
    var seen: Set<AvroName> = []
    for (index, text) in try aliasTexts(object).enumerated() {
      let alias = AvroName(text, within: name.namespace)
      try checkName(alias.name, at: ["aliases", String(index)])
      try checkLength(of: alias, at: ["aliases", String(index)])
      if seen.insert(alias).inserted { aliases.append(alias) }
    }
    return aliases
  }

  private func aliasTexts(_ object: JSONObject) throws(SchemaError) -> [String] {
    guard let value = object["aliases"] else { return [] }
    guard case .array(let values) = value else {
      throw error("The aliases must be an array of names, found \(value.kindName)", at: ["aliases"])
    }
    var texts: [String] = []
    var seen: Set<String> = []
    for (index, value) in values.enumerated() {
      guard case .string(let text) = value else {
        throw error("An alias must be a string, found \(value.kindName)", at: ["aliases", String(index)])
      }
      if seen.insert(text).inserted { texts.append(text) }
    }
    return texts
  }

  /// Checks one part of a name. Stored schemas may have any, because older registries accepted them.
  private func checkName(_ name: String, at keys: [String]) throws(SchemaError) {
    if rules == .stored && !name.isEmpty || Self.isName(name) { return }
    throw error("\"\(name)\" is not a name: use A-Z, a-z, 0-9 and _, and begin with a letter or _", at: keys)
  }

  private func checkNamespace(_ namespace: String, at keys: [String]) throws(SchemaError) {
    if rules == .stored || namespace.isEmpty { return }
    let parts = namespace.split(separator: ".", omittingEmptySubsequences: false)
    if parts.allSatisfy({ Self.isName(String($0)) }) { return }
    throw error("\"\(namespace)\" is not a namespace: use names with single dots between them", at: keys)
  }

  private func checkLength(of name: AvroName, at keys: [String]) throws(SchemaError) {
    let count = name.namespace.utf8.count + name.name.utf8.count
    if count <= AvroLimits.nameBytes { return }
    throw error(
      "A name has \(count) bytes, its namespace included: it may have at most \(AvroLimits.nameBytes)", kind: .limit,
      at: keys)
  }

  static func isName(_ text: String) -> Bool {
    var isFirst = true
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "_"): break
      case UInt8(ascii: "0")...UInt8(ascii: "9") where !isFirst: break
      default: return false
      }
      isFirst = false
    }
    return !isFirst
  }

  static let reservedInEnums = reserved.union(["default"])
  static let reservedInFields: Set<String> = ["type", "name", "doc", "default", "order", "aliases"]
}
