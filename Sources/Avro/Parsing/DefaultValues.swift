import SchemaCore

/// Checks that the default of a field is a value of the field's type (Avro 1.12 specification, Records: the table of
/// default values).
struct DefaultValues {
  /// What is wrong with a default, and where within it.
  struct Problem {
    var kind = SchemaError.Kind.invalid
    var message: String
    var path: [String] = []

    func within(_ token: String) -> Problem {
      Problem(kind: kind, message: message, path: [token] + path)
    }
  }

  let definitions: [AvroName: AvroSchema]
  /// Values that unions within records make fit in many ways could be tried for ever.
  private var stepsLeft = AvroLimits.steps

  init(definitions: [AvroName: AvroSchema]) {
    self.definitions = definitions
  }

  /// What is wrong with the value; nil if it fits.
  ///
  /// The symbols of enums and the sizes of fixed are not looked at, as in the reference implementation.
  mutating func problem(with value: JSONValue, for schema: AvroSchema) -> Problem? {
    stepsLeft -= 1
    guard stepsLeft > 0 else { return Problem(kind: .limit, message: "The default takes too long to check") }
    switch (schema.type, value) {
    case (.null, .null), (.boolean, .bool), (.float, .number), (.double, .number): return nil
    case (.string, .string), (.enumeration, .string): return nil
    case (.int, .number(let number)) where number.int64.flatMap(Int32.init(exactly:)) != nil: return nil
    case (.long, .number(let number)) where number.int64 != nil: return nil
    case (.float, .string(let text)) where Self.isSpecial(text): return nil
    case (.double, .string(let text)) where Self.isSpecial(text): return nil
    case (.bytes, .string(let text)) where Self.isBytes(text): return nil
    case (.fixed, .string(let text)) where Self.isBytes(text): return nil
    case (.array(let items), .array(let values)):
      return first(in: values.enumerated().map { (String($0), $1) }) { _ in items }
    case (.map(let values), .object(let object)):
      return first(in: object.members.map { ($0.key, $0.value) }) { _ in values }
    case (.record(let record), .object(let object)):
      return problem(with: object, for: record)
    case (.union(let branches), _):
      return problem(with: value, for: branches)
    case (.named(let name), _):
      guard let definition = definitions[name] else { return Problem(message: "Type \(name) is not defined") }
      return problem(with: value, for: definition)
    default:
      return Problem(message: "The default \(Self.shown(value)) does not fit the type: \(Self.expected(schema.type))")
    }
  }

  private mutating func first(
    in values: [(token: String, value: JSONValue)], schema: (Int) -> AvroSchema
  ) -> Problem? {
    for (index, entry) in values.enumerated() {
      if let problem = problem(with: entry.value, for: schema(index)) { return problem.within(entry.token) }
    }
    return nil
  }

  private mutating func problem(with object: JSONObject, for record: AvroRecord) -> Problem? {
    for field in record.fields {
      if let value = object[field.name] {
        if let problem = problem(with: value, for: field.schema) { return problem.within(field.name) }
      } else if field.defaultValue == nil {
        return Problem(
          message: "The default has no field \"\(field.name)\" of record \(record.name), which has no default itself")
      }
    }
    return nil
  }

  /// The default of a union may be of any of its branches.
  private mutating func problem(with value: JSONValue, for branches: [AvroSchema]) -> Problem? {
    for branch in branches {
      guard let problem = problem(with: value, for: branch) else { return nil }
      if problem.kind == .limit { return problem }
    }
    let names = branches.map { $0.name?.fullName ?? $0.type.keyword ?? "union" }.joined(separator: ", ")
    return Problem(message: "The default \(Self.shown(value)) fits no branch of the union of \(names)")
  }
}

extension DefaultValues {
  /// The default of a floating-point field as a number where it is written as a text that is one, which the reference
  /// implementation accepts. NaN and the infinities have no other form than text.
  static func number(_ value: JSONValue, for schema: AvroSchema) -> JSONValue {
    guard case .string(let text) = value, let number = JSONNumber(text) else { return value }
    switch schema.type {
    case .float, .double: return .number(number)
    default: return value
    }
  }

  private static func isSpecial(_ text: String) -> Bool {
    text == "NaN" || text == "Infinity" || text == "-Infinity"
  }

  /// Bytes are written as the characters whose numbers they are.
  private static func isBytes(_ text: String) -> Bool {
    text.unicodeScalars.allSatisfy { $0.value <= 0xFF }
  }

  private static func shown(_ value: JSONValue) -> String {
    let text = JSONWriter.text(value)
    return text.utf8.count <= 60 ? text : value.kindName
  }

  private static func expected(_ type: AvroType) -> String {
    switch type {
    case .null: "null is expected"
    case .boolean: "true or false is expected"
    case .int: "an int is a whole number from \(Int32.min) to \(Int32.max)"
    case .long: "a long is a whole number from \(Int64.min) to \(Int64.max)"
    case .float, .double: "a number is expected"
    case .bytes, .fixed: "a string of characters up to U+00FF, one for each byte, is expected"
    case .string: "a string is expected"
    case .enumeration: "a symbol, which is a string, is expected"
    case .array: "an array is expected"
    case .map, .record: "an object is expected"
    case .union, .named: "another value is expected"
    }
  }
}
