import SchemaCore

/// Makes a schema of facts, and writes down what it does not say.
struct SchemaBuilder {
  let options: InferenceOptions
  let isTable: Bool
  var names = NameMaker()
  var notes: [InferenceReport.Note] = []
  private var fields: [InferenceReport.Field] = []

  init(_ options: InferenceOptions, isTable: Bool) {
    self.options = options
    self.isTable = isTable
  }

  mutating func root(_ facts: ValueFacts) -> JSONValue {
    let place = Place(path: "", key: options.name, parent: "", isRoot: true)
    names.take(options.name)
    let branches = branches(facts, place)
    return Self.union(branches, isNullable: facts.nulls > 0)
  }

  func report(records: Int) -> InferenceReport {
    InferenceReport(records: records, fields: fields, notes: notes)
  }

  /// Where a type is used.
  struct Place {
    /// The path from the root, for the report.
    var path: String
    /// After what a type is named here.
    var key: String
    /// The type around it.
    var parent: String
    var isRoot = false
  }

  /// The types of the values at a place, null aside. At least one.
  private mutating func branches(_ facts: ValueFacts, _ place: Place) -> [JSONValue] {
    var branches: [JSONValue] = []
    if facts.booleans > 0 { branches.append("boolean") }
    if facts.numbers.count > 0 {
      branches.append(numberType(facts.numbers, place, standsWithText: facts.texts.count > 0))
    }
    if facts.texts.count > 0 {
      branches.append(
        isTable
          ? cellType(facts.texts, place) : textType(facts.texts, place, standsWithNumbers: facts.numbers.count > 0))
    }
    if facts.arrays > 0 {
      let items = Place(path: place.path + "[]", key: NameMaker.singular(place.key), parent: place.parent)
      branches.append(["type": "array", "items": elementType(facts.items, items)])
    }
    if facts.objects.count > 0 { branches.append(objectType(facts.objects, place)) }
    if branches.isEmpty {
      note(.assumption, place, "no value was seen; taken to be text")
      branches.append("string")
    }
    if branches.count > 1 {
      noteMisleadingKeys(of: facts.objects, among: branches, place)
      note(.assumption, place, "values of \(branches.count) kinds: \(Self.list(branches.map(Self.shortName)))")
    }
    return branches
  }

  /// An object whose one key is the name of a type is taken for a value of that type.
  private mutating func noteMisleadingKeys(of facts: ObjectFacts, among branches: [JSONValue], _ place: Place) {
    let names = Set(branches.map { ($0.object?["type"] ?? $0).string ?? "" })
    for member in facts.members where names.contains(member.key) {
      note(.loss, place, "an object with the one member \"\(member.key)\" is taken for a value of that type")
    }
  }

  private mutating func elementType(_ facts: ValueFacts?, _ place: Place) -> JSONValue {
    let facts = facts ?? ValueFacts()
    let reported = fields.count
    let type = Self.union(branches(facts, place), isNullable: facts.nulls > 0)
    fields.insert(
      InferenceReport.Field(
        path: place.path, type: Self.shortName(type), seen: facts.count, nulls: facts.nulls, missing: 0),
      at: reported)
    return type
  }

  private mutating func objectType(_ facts: ObjectFacts, _ place: Place) -> JSONValue {
    if let values = facts.mapValues, !place.isRoot || facts.members.isEmpty {
      let valuePlace = Place(path: place.path + "{}", key: NameMaker.singular(place.key), parent: place.parent)
      if !facts.members.isEmpty {
        note(.assumption, place, "\(facts.members.count) different keys, which are taken for a map's")
      }
      return ["type": "map", "values": elementType(values, valuePlace)]
    }
    let name = place.isRoot ? place.key : recordName(facts, place)
    let fieldNames = NameMaker.fields(facts.members.map(\.key))
    var fields: [JSONValue] = []
    for (member, fieldName) in zip(facts.members, fieldNames) {
      fields.append(field(member, fieldName, of: name, in: facts.count, place))
    }
    var type: JSONObject = ["type": "record", "name": .string(name)]
    if place.isRoot && !options.namespace.isEmpty { type["namespace"] = .string(options.namespace) }
    type["fields"] = .array(fields)
    return .object(type)
  }

  /// A record with one field of its own name would be taken for its value with the name of its type.
  private mutating func recordName(_ facts: ObjectFacts, _ place: Place) -> String {
    names.type(place.key, parent: place.parent, avoiding: Set(facts.members.map(\.key)))
  }

  private mutating func field(
    _ member: ObjectFacts.Member, _ name: String, of record: String, in records: Int, _ parent: Place
  ) -> JSONValue {
    let path = parent.path.isEmpty ? member.key : "\(parent.path).\(member.key)"
    let place = Place(path: path, key: member.key, parent: record)
    let missing = records - member.facts.count
    let reported = fields.count
    let branches = branches(member.facts, place)
    let isUnknown = member.facts.nulls == member.facts.count
    let isNullable = member.facts.nulls > 0 || missing > 0 || isUnknown
    let type = Self.union(branches, isNullable: isNullable)
    fields.insert(
      InferenceReport.Field(
        path: path, type: Self.shortName(type), seen: member.facts.count, nulls: member.facts.nulls, missing: missing),
      at: reported)
    var field: JSONObject = ["name": .string(name), "type": type]
    if isNullable { field["default"] = .null }
    if name != member.key {
      field["jsonName"] = .string(member.key)
      note(.renamed, place, "is called \(name), as Avro does not allow its name; jsonName keeps it for plain JSON")
    }
    if missing > 0 { note(.change, place, "missing in \(missing) of \(records); comes back as null") }
    return .object(field)
  }

  mutating func note(_ kind: InferenceReport.Note.Kind, _ place: Place, _ message: String) {
    notes.append(InferenceReport.Note(kind: kind, path: place.path, message: message))
  }

  private static func union(_ branches: [JSONValue], isNullable: Bool) -> JSONValue {
    if isNullable { return .array(["null"] + branches) }
    return branches.count == 1 ? branches[0] : .array(branches)
  }

  /// A type in a few words, such as `string?` or `array of Line`.
  private static func shortName(_ type: JSONValue) -> String {
    switch type {
    case .string(let name): return name
    case .array(let branches):
      let names = branches.filter { $0 != "null" }.map(shortName).joined(separator: " or ")
      return names + (branches.contains("null") ? "?" : "")
    case .object(let object):
      if let logicalType = object["logicalType"]?.string {
        guard logicalType == "decimal", let precision = object["precision"]?.number, let scale = object["scale"]?.number
        else { return logicalType }
        return "decimal(\(precision), \(scale))"
      }
      switch object["type"]?.string {
      case "array": return "array of \(object["items"].map(shortName) ?? "")"
      case "map": return "map of \(object["values"].map(shortName) ?? "")"
      default: return object["name"]?.string ?? ""
      }
    default: return ""
    }
  }

  static func list(_ names: [String]) -> String {
    guard let last = names.last, names.count > 1 else { return names.joined() }
    return names.dropLast().joined(separator: ", ") + " and " + last
  }
}
