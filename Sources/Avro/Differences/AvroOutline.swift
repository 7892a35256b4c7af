import SchemaCore

/// Tells a schema as a tree of its types, fields and symbols.
struct AvroOutline {
  private let document: AvroDocument
  private var met: Set<AvroName> = []
  /// Types that were met and not told, with the paths to them.
  private var waiting: [(name: AvroName, path: String)] = []

  /// Paths through long chains of types could be longer than all else; nothing is lost but a place.
  private static let maximumPathBytes = 2_048

  init(_ document: AvroDocument) {
    self.document = document
  }

  mutating func root() -> SchemaElement {
    let type = typeText(document.root)
    var root = SchemaElement(kind: "schema", name: document.root.name?.fullName ?? type, summary: type)
    root.add("type", document.root.name == nil ? type : nil)
    root.paths = ["/", ""]
    meet(document.root, at: "")
    var next = 0
    while next < waiting.count {
      let (name, path) = waiting[next]
      next += 1
      if let definition = document.definitions[name] { root.children.append(element(of: definition, at: path)) }
    }
    return root
  }

  private mutating func element(of schema: AvroSchema, at path: String) -> SchemaElement {
    var element = SchemaElement(
      kind: schema.type.keyword ?? "type", role: "type", name: schema.name?.fullName ?? "", summary: "")
    element.summary = "\(element.kind) \(element.name)"
    element.aliases = schema.type.aliases.map(\.fullName)
    element.paths = place(path)
    element.add("aliases", element.aliases.isEmpty ? nil : element.aliases.joined(separator: ", "))
    switch schema.type {
    case .record(let record):
      element.isOrdered = true
      element.add("doc", record.documentation)
      element.children = record.fields.enumerated().map { self.element(of: $1, at: "\(path)/fields/\($0)") }
    case .enumeration(let enumeration):
      element.isOrdered = true
      element.add("default", enumeration.defaultSymbol)
      element.add("doc", enumeration.documentation)
      element.children = enumeration.symbols.map { SchemaElement(kind: "symbol", name: $0, summary: $0) }
    case .fixed(let fixed):
      element.summary += "(\(fixed.size))"
      element.add("size", String(fixed.size))
      element.add("doc", fixed.documentation)
    default: break
    }
    if let logicalType = schema.logicalType { element.add("logicalType", Self.text(of: logicalType)) }
    add(schema.attributes, to: &element, except: schema.logicalType == nil ? [] : Self.logicalAttributes)
    return element
  }

  private mutating func element(of field: AvroField, at path: String) -> SchemaElement {
    let type = typeText(field.schema)
    let defaultText = field.defaultValue.map { JSONWriter.text($0, style: .sorted) }
    var element = SchemaElement(
      kind: "field", name: field.name, summary: "\(field.name): \(type)" + (defaultText.map { " = \($0)" } ?? ""))
    element.aliases = field.aliases
    element.paths = place(path)
    element.add("type", type)
    element.add("default", defaultText)
    element.add("aliases", field.aliases.isEmpty ? nil : field.aliases.joined(separator: ", "))
    element.add("order", field.order == .ascending ? nil : field.order.rawValue)
    element.add("doc", field.documentation)
    add(field.properties, to: &element)
    meet(field.schema, at: path + "/type")
    return element
  }

  private func place(_ path: String) -> [String] { path.utf8.count <= Self.maximumPathBytes ? [path] : [] }

  private func add(_ properties: JSONObject, to element: inout SchemaElement, except left: Set<String> = []) {
    for member in properties where !left.contains(member.key) {
      element.add(member.key, JSONWriter.text(member.value, style: .sorted))
    }
  }

  private static let logicalAttributes: Set<String> = ["logicalType", "precision", "scale"]
}

extension AvroOutline {
  /// Notes the named types that a type uses; those are told later, so that chains of them need no stack.
  private mutating func meet(_ schema: AvroSchema, at path: String) {
    switch schema.type {
    case .array(let items): meet(items, at: path + "/items")
    case .map(let values): meet(values, at: path + "/values")
    case .union(let branches):
      for (index, branch) in branches.enumerated() { meet(branch, at: "\(path)/\(index)") }
    default:
      guard let name = schema.name, met.insert(name).inserted else { return }
      waiting.append(
        (name, path.utf8.count <= Self.maximumPathBytes ? path : String(path.prefix(Self.maximumPathBytes + 1))))
    }
  }

  /// The type as people write it: `null | string`, `array<shop.Line>`, `decimal(9, 2) on bytes`.
  private func typeText(_ schema: AvroSchema) -> String {
    switch schema.type {
    case .array(let items): return "array<\(typeText(items))>" + propertiesText(schema)
    case .map(let values): return "map<\(typeText(values))>" + propertiesText(schema)
    case .union(let branches): return branches.map(typeText).joined(separator: " | ")
    default:
      if let name = schema.name { return name.fullName }
      let keyword = schema.type.keyword ?? "type"
      guard let logicalType = schema.logicalType else { return keyword + propertiesText(schema) }
      return "\(Self.text(of: logicalType)) on \(keyword)" + propertiesText(schema)
    }
  }

  private static func text(of logicalType: LogicalType) -> String {
    if case .decimal(let precision, let scale) = logicalType { return "decimal(\(precision), \(scale))" }
    return logicalType.name
  }

  private func propertiesText(_ schema: AvroSchema) -> String {
    let left = schema.logicalType == nil ? [] : Self.logicalAttributes
    let members = schema.properties.filter { !left.contains($0.key) }
    return members.isEmpty ? "" : " " + JSONWriter.text(.object(JSONObject(members)), style: .sorted)
  }
}
