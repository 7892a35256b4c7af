import SchemaCore

/// Writes the numbers in the defaults of fields as values of the fields' types: 1 becomes 1.0 where a double is meant.
struct NormalizedDefault {
  private let definitions: [AvroName: AvroSchema]
  /// Finds the branches of unions. Its steps are those of all defaults of a text together: stored schemas may hold
  /// defaults that were never checked, any number of them.
  private var check: DefaultValues

  init(definitions: [AvroName: AvroSchema]) {
    self.definitions = definitions
    check = DefaultValues(definitions: definitions)
  }

  /// The default in that form. What does not fit the type, as in some stored schemas, stays as it is, and so does what
  /// is left when the steps are spent.
  mutating func value(_ value: JSONValue, of schema: AvroSchema) -> JSONValue {
    guard check.spend(1) else { return value }
    switch (schema.type, value) {
    case (.float, .number(let number)):
      return rounded(number, Float(number.double))
    case (.double, .number(let number)):
      return rounded(number, number.double)
    case (.array(let items), .array(let elements)):
      return .array(elements.map { self.value($0, of: items) })
    case (.map(let values), .object(let object)):
      return .object(JSONObject(object.members.map { .init(key: $0.key, value: self.value($0.value, of: values)) }))
    case (.record(let record), .object(var object)):
      guard check.spend(record.fields.count) else { return value }
      for field in record.fields {
        if let part = object[field.name] { object[field.name] = self.value(part, of: field.schema) }
      }
      return .object(object)
    case (.union(let branches), _):
      let branch = branches.first { check.problem(with: value, for: $0) == nil }
      return branch.map { self.value(value, of: $0) } ?? value
    case (.named(let name), _):
      return definitions[name].map { self.value(value, of: $0) } ?? value
    default:
      return value
    }
  }

  private func rounded<Value: BinaryFloatingPoint & LosslessStringConvertible>(
    _ number: JSONNumber, _ value: Value
  ) -> JSONValue {
    guard value.isFinite, let text = JSONNumber(NumberText.text(value)) else { return .number(number) }
    return .number(text)
  }
}
