import SchemaCore

/// Writes a schema with its attributes in one order, without white space, so that equal schemas are equal texts.
///
/// The order and the spelling are those of the reference registry, because clients compare such texts.
struct CanonicalForm: CompactJSONPrinter {
  /// What is made equal beyond layout and the order of the attributes that Avro defines.
  enum Style {
    /// Nothing.
    case canonical
    /// The order of properties and aliases, and some spellings of one meaning.
    case normalized
    /// The order of properties and aliases alone: what is left different means something different.
    case comparable
  }

  let style: Style
  private var defaults: NormalizedDefault
  var output: [UInt8] = []

  init(_ style: Style, definitions: [AvroName: AvroSchema]) {
    self.style = style
    defaults = NormalizedDefault(definitions: definitions)
  }

  /// The text of a schema.
  consuming func text(of schema: AvroSchema) -> String {
    write(schema, within: "")
    return String(decoding: output, as: UTF8.self)
  }

  private mutating func write(_ schema: AvroSchema, within namespace: String) {
    switch schema.type {
    case .null, .boolean, .int, .long, .float, .double, .bytes, .string:
      let keyword = schema.type.keyword ?? ""
      if schema.properties.isEmpty { return string(keyword) }
      open(keyword)
      write(schema.properties, of: schema.logicalType)
    case .array(let items):
      open("array")
      key("items")
      write(items, within: namespace)
      write(schema.properties, of: nil)
    case .map(let values):
      open("map")
      key("values")
      write(values, within: namespace)
      write(schema.properties, of: nil)
    case .union(let branches):
      return list(branches) { form, branch in form.write(branch, within: namespace) }
    case .record(let record):
      write(record, within: namespace)
    case .enumeration(let enumeration):
      write(enumeration, within: namespace)
    case .fixed(let fixed):
      write(fixed, of: schema.logicalType, within: namespace)
    case .named(let name):
      return string(name.text(within: namespace))
    }
    output += "}".utf8
  }

  private mutating func write(_ record: AvroRecord, within namespace: String) {
    open(record.isError && style != .normalized ? "error" : "record")
    write(record.name, record.documentation, within: namespace)
    key("fields")
    list(record.fields) { form, field in form.write(field, within: record.name.namespace) }
    write(record.properties, of: nil)
    write(record.aliases, of: record.name)
  }

  private mutating func write(_ field: AvroField, within namespace: String) {
    output += "{\"name\":".utf8
    string(field.name)
    key("type")
    write(field.schema, within: namespace)
    if let documentation = field.documentation { attribute("doc", documentation) }
    if let value = field.defaultValue {
      key("default")
      write(style == .normalized ? defaults.value(value, of: field.schema) : value)
    }
    if field.order != .ascending { attribute("order", field.order.rawValue) }
    if !field.aliases.isEmpty {
      key("aliases")
      list(sorted(field.aliases) { $0 }) { form, alias in form.string(alias) }
    }
    write(field.properties, of: nil)
    output += "}".utf8
  }

  private mutating func write(_ enumeration: AvroEnum, within namespace: String) {
    open("enum")
    write(enumeration.name, enumeration.documentation, within: namespace)
    key("symbols")
    list(enumeration.symbols) { form, symbol in form.string(symbol) }
    if let symbol = enumeration.defaultSymbol { attribute("default", symbol) }
    write(enumeration.properties, of: nil)
    write(enumeration.aliases, of: enumeration.name)
  }

  private mutating func write(_ fixed: AvroFixed, of logicalType: LogicalType?, within namespace: String) {
    open("fixed")
    write(fixed.name, fixed.documentation, within: namespace)
    key("size")
    output += "\(fixed.size)".utf8
    write(fixed.properties, of: logicalType)
    write(fixed.aliases, of: fixed.name)
  }

  private mutating func write(_ name: AvroName, _ documentation: String?, within namespace: String) {
    attribute("name", name.name)
    if name.namespace != namespace { attribute("namespace", name.namespace) }
    // Types are documented or not; only the normalized form holds that an empty text documents nothing.
    if let documentation, !(documentation.isEmpty && style == .normalized) { attribute("doc", documentation) }
  }

  private mutating func write(_ aliases: [AvroName], of name: AvroName) {
    if aliases.isEmpty { return }
    key("aliases")
    let sorted = style == .canonical ? aliases : aliases.sorted(by: Self.precedes)
    list(sorted) { form, alias in form.string(alias.text(within: name.namespace)) }
  }
}

extension CanonicalForm {
  /// Compares full names, which are put together only where it takes them.
  private static func precedes(_ one: AvroName, _ other: AvroName) -> Bool {
    one.namespace == other.namespace
      ? one.name.utf16.lexicographicallyPrecedes(other.name.utf16)
      : one.fullName.utf16.lexicographicallyPrecedes(other.fullName.utf16)
  }

  /// Writes the attributes that Avro does not define, and those of a logical type, which are among them.
  private mutating func write(_ properties: JSONObject, of logicalType: LogicalType?) {
    for member in ordered(properties, of: logicalType) {
      key(member.key)
      write(member.value)
    }
  }

  private func ordered(_ properties: JSONObject, of logicalType: LogicalType?) -> [JSONObject.Member] {
    guard style != .canonical, properties.count > 1 else { return properties.members }
    let sorted = sorted(properties.members, by: \.key)
    guard style == .normalized, let logicalType else { return sorted }
    // The reference registry puts what it knows of a valid logical type in front; it does not think of a scale of 0.
    var leading = ["logicalType"]
    if case .decimal(_, let scale) = logicalType { leading += scale == 0 ? ["precision"] : ["precision", "scale"] }
    return leading.compactMap { key in sorted.first { $0.key == key } } + sorted.filter { !leading.contains($0.key) }
  }

  private func sorted<Element>(_ elements: [Element], by text: (Element) -> String) -> [Element] {
    guard style != .canonical, elements.count > 1 else { return elements }
    return elements.map { ($0, text($0)) }
      .sorted { $0.1.utf16.lexicographicallyPrecedes($1.1.utf16) }
      .map(\.0)
  }

  private mutating func write(_ value: JSONValue) {
    switch value {
    case .null: output += "null".utf8
    case .bool(let value): output += (value ? "true" : "false").utf8
    case .number(let number): output += NumberText.text(number).utf8
    case .string(let text): string(text)
    case .array(let elements): list(elements) { form, element in form.write(element) }
    case .object(let object):
      output += "{".utf8
      for (index, member) in sorted(object.members, by: \.key).enumerated() {
        if index > 0 { output += ",".utf8 }
        string(member.key)
        output += ":".utf8
        write(member.value)
      }
      output += "}".utf8
    }
  }

  private mutating func open(_ type: String) {
    output += "{\"type\":".utf8
    string(type)
  }

  private mutating func attribute(_ name: String, _ text: String) {
    key(name)
    string(text)
  }

  private mutating func key(_ name: String) {
    output += ",".utf8
    string(name)
    output += ":".utf8
  }
}
