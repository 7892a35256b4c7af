import SchemaCore

/// Walks through a schema as it was written, and holds each part against the rules.
struct AvroLinter {
  /// A part of the schema: by its names, and by the pointer to it in JSON text.
  struct Place {
    var path: String
    var pointer: JSONPointer

    func appending(_ tokens: String...) -> Place { Place(path: path, pointer: JSONPointer(pointer.tokens + tokens)) }
  }

  let document: AvroDocument
  let places: AvroTextPlaces
  private(set) var findings: [LintFinding] = []
  /// How most fields are named.
  private let fieldStyle: NameStyle
  /// For each record of the version before, the names of its fields.
  private let earlierFields: [AvroName: Set<String>]

  static func findings(
    in document: AvroDocument, text: String, since earlier: AvroDocument?
  ) -> [LintFinding] {
    var linter = AvroLinter(document, places: AvroTextPlaces(text), earlier: earlier)
    linter.visit(document.root, at: Place(path: "", pointer: .root), namespace: "")
    return linter.findings
  }

  private init(_ document: AvroDocument, places: AvroTextPlaces, earlier: AvroDocument?) {
    self.document = document
    self.places = places
    let records = document.definitions.values.compactMap(\.record)
    fieldStyle = NameConsensus.style(of: records.flatMap { $0.fields.map(\.name) })
    earlierFields = (earlier?.definitions ?? [:]).compactMapValues { schema in
      schema.record.map { Set($0.fields.map(\.name)) }
    }
  }

  /// Notes what breaks a rule.
  ///
  /// - Parameter attribute: what is to be shown of the place.
  mutating func add(
    _ rule: LintRule, _ message: String, at place: Place, _ attribute: String? = nil, fix: [TextEdit] = []
  ) {
    guard findings.count < LintFinding.maximum else { return }
    let position = places.position(of: place, attribute)
    findings.append(LintFinding(rule, path: place.path, message, at: position, fix: fix))
  }

  private mutating func visit(_ schema: AvroSchema, at place: Place, namespace: String) {
    checkLogicalType(of: schema, at: place)
    switch schema.type {
    case .array(let items): visit(items, at: place.appending("items"), namespace: namespace)
    case .map(let values): visit(values, at: place.appending("values"), namespace: namespace)
    case .union(let branches):
      checkUnion(branches, at: place)
      for (index, branch) in branches.enumerated() {
        visit(branch, at: place.appending(String(index)), namespace: namespace)
      }
    case .record(let record):
      let place = Place(path: record.name.fullName, pointer: place.pointer)
      checkType(record.name, record.documentation, "record", at: place, namespace)
      checkAttributes(record.properties, at: place)
      for (index, field) in record.fields.enumerated() {
        visit(
          field, of: record,
          at: Place(
            path: "\(place.path).\(field.name)", pointer: place.appending("fields", String(index)).pointer))
      }
    case .enumeration(let enumeration):
      let place = Place(path: enumeration.name.fullName, pointer: place.pointer)
      checkType(enumeration.name, enumeration.documentation, "enum", at: place, namespace)
      checkAttributes(enumeration.properties, at: place)
      checkSymbols(of: enumeration, at: place)
    case .fixed(let fixed):
      let place = Place(path: fixed.name.fullName, pointer: place.pointer)
      checkType(fixed.name, fixed.documentation, nil, at: place, namespace)
      checkAttributes(fixed.properties, at: place)
    case .named, .null, .boolean, .int, .long, .float, .double, .bytes, .string: break
    }
  }

  private mutating func visit(_ field: AvroField, of record: AvroRecord, at place: Place) {
    checkName(of: field, at: place, style: fieldStyle)
    checkMeaning(of: field, at: place)
    checkDefault(of: field, at: place)
    checkAttributes(field.properties, at: place)
    checkRedundancy(of: field, at: place)
    if field.documentation == nil {
      add(AvroLintRules.missingFieldDocumentation, "field \(field.name) has no doc: say what it holds", at: place)
    }
    if let earlier = earlierFields[record.name], !earlier.contains(field.name), field.defaultValue == nil,
      field.aliases.allSatisfy({ !earlier.contains($0) })
    {
      add(
        AvroLintRules.requiredFieldAdded,
        "field \(field.name) is new and has no default: readers with it cannot read older data; give it one", at: place,
        "name")
    }
    visit(field.schema, at: place.appending("type"), namespace: record.name.namespace)
  }
}

extension AvroSchema {
  fileprivate var record: AvroRecord? { if case .record(let record) = type { record } else { nil } }
}
