import SchemaCore

/// Walks over a schema and finds what libavro refuses or reads in another way whatever it is read with.
struct SchemaPortability {
  private let document: AvroDocument
  private var place = AvroPlace()
  private var found: [PortabilityFinding] = []
  /// The records without fields, and those that hold nothing but such records: they take no memory in libavro.
  private var emptyRecords: Set<AvroName> = []
  /// The types whose definitions were met.
  private var defined: Set<AvroName> = []
  private let endless: Set<AvroName>

  init(_ document: AvroDocument) {
    self.document = document
    endless = EndlessRecords.names(in: document)
  }

  mutating func findings() -> [PortabilityFinding] {
    visit(document.root, namespace: "")
    // The text for what the types do not show. It was written by this library, so that it cannot fail to be JSON.
    if let text = try? JSONParser.parse(document.canonicalText) { visit(text: text, at: JSONPointer()) }
    return found
  }

  private mutating func visit(_ schema: AvroSchema, namespace: String) {
    if schema.logicalType != nil { add(.logicalTypeIgnored, schema.logicalType?.name ?? "") }
    switch schema.type {
    case .null, .boolean, .int, .long, .float, .double, .bytes, .string: break
    case .array(let items): visit(items: items, namespace: namespace)
    case .map(let values): step(.values) { $0.visit(values, namespace: namespace) }
    case .union(let branches): visit(branches: branches, namespace: namespace)
    case .record(let record): visit(record)
    case .enumeration(let enumeration):
      visit(enumeration.name, aliases: enumeration.aliases)
      if enumeration.symbols.isEmpty { add(.emptyEnum, "enum \(enumeration.name)") }
      if enumeration.defaultSymbol != nil { add(.enumDefaultIgnored, "enum \(enumeration.name)", in: "default") }
    case .fixed(let fixed):
      visit(fixed.name, aliases: fixed.aliases)
      if fixed.size == 0 { add(.fixedWithoutBytes, "fixed \(fixed.name)") }
    case .named(let name): visit(useOf: name, namespace: namespace)
    }
  }

  private mutating func visit(_ record: AvroRecord) {
    visit(record.name, aliases: record.aliases)
    if record.isError { add(.errorType, "record \(record.name)", in: "type") }
    if endless.contains(record.name) { add(.endlessRecord, "record \(record.name)") }
    for (index, field) in record.fields.enumerated() {
      step(.field(index: index, name: field.name)) { walk in
        walk.place.isType = false
        if !AvroParser.isName(field.name) { walk.add(.invalidName, in: "name") }
        if field.defaultValue != nil { walk.add(.defaultIgnored, in: "default") }
        if !field.aliases.isEmpty { walk.add(.aliasIgnored, in: "aliases") }
        walk.place.isType = true
        walk.visit(field.schema, namespace: record.name.namespace)
      }
    }
    if record.fields.allSatisfy({ takesNoMemory($0.schema) }) { emptyRecords.insert(record.name) }
  }

  private mutating func visit(_ name: AvroName, aliases: [AvroName]) {
    defined.insert(name)
    if !AvroParser.isName(name.name) { add(.invalidName, "\(name)", in: "name") }
    if !aliases.isEmpty { add(.aliasIgnored, "\(name)", in: "aliases") }
  }

  private mutating func visit(useOf name: AvroName, namespace: String) {
    if !defined.contains(name) {
      add(.typeFromReference, "\(name)")
    } else if name.namespace.isEmpty && AvroName.keywords.contains(name.name) {
      add(.typeNamedLikeKeyword, "\(name)")
    } else if name.namespace.isEmpty && !namespace.isEmpty {
      add(.typeOutsideNamespace, "\(name)")
    }
  }

  private mutating func visit(items: AvroSchema, namespace: String) {
    step(.items) { walk in
      walk.visit(items, namespace: namespace)
      if walk.takesNoMemory(items), let name = items.name { walk.add(.itemsWithoutFields, "array of \(name)") }
    }
  }

  private mutating func visit(branches: [AvroSchema], namespace: String) {
    if branches.isEmpty { add(.emptyUnion, "union") }
    var names: Set<String> = []
    for (index, branch) in branches.enumerated() {
      step(.branch(index)) { walk in
        walk.visit(branch, namespace: namespace)
        if let name = branch.name, !names.insert(name.name).inserted { walk.add(.branchesOfOneName, "\(name)") }
      }
    }
  }

  /// Where a record is used by its name, libavro keeps a pointer to it, which is something.
  private func takesNoMemory(_ schema: AvroSchema) -> Bool {
    guard case .record(let record) = schema.type else { return false }
    return emptyRecords.contains(record.name)
  }
}

extension SchemaPortability {
  private mutating func visit(text: JSONValue, at path: JSONPointer) {
    switch text {
    case .null, .bool: break
    case .string(let string): visit(string: string, at: path)
    case .number(let number):
      let isHeld = number.isInteger ? number.int64 != nil : number.double.isFinite
      if !isHeld { add(PortabilityFinding(.numberTooLarge, at: path, "the number \(number)")) }
    case .array(let elements):
      for (index, element) in elements.enumerated() { visit(text: element, at: path.appending(index)) }
    case .object(let object):
      for member in object {
        visit(string: member.key, at: path)
        visit(text: member.value, at: path.appending(member.key))
      }
    }
  }

  private mutating func visit(string: String, at path: JSONPointer) {
    if string.utf8.contains(0) { add(PortabilityFinding(.nullCharacter, at: path, "a text")) }
  }

  private mutating func step(_ step: AvroPlace.Step, _ visit: (inout SchemaPortability) -> Void) {
    place.push(step)
    visit(&self)
    place.pop()
  }

  /// `subject`: the type that it is about; nil for the field.
  private mutating func add(_ rule: PortabilityRule, _ subject: String? = nil, in attribute: String? = nil) {
    let path = attribute.map { place.path.appending($0) } ?? place.path
    add(PortabilityFinding(rule, at: path, place.portabilitySubject(subject)))
  }

  private mutating func add(_ finding: PortabilityFinding) {
    if found.count < AvroLimits.incompatibilities { found.append(finding) }
  }
}
