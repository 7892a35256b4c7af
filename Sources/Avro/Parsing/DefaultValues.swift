import SchemaCore

/// Checks that the default of a field is a value of the field's type (Avro 1.12 specification, Records: the table of
/// default values).
struct DefaultValues {
  /// What is wrong with a default, and where within it.
  struct Problem {
    let kind: SchemaError.Kind
    private(set) var path: [String] = []
    private let text: () -> String

    /// The message is put together when it is asked for: a union has a problem with each branch that does not fit.
    init(kind: SchemaError.Kind = .invalid, message: @autoclosure @escaping () -> String) {
      self.kind = kind
      text = message
    }

    var message: String { text() }

    func within(_ token: String) -> Problem {
      var problem = self
      problem.path.insert(token, at: 0)
      return problem
    }
  }

  private let definitions: [AvroName: AvroSchema]
  /// Values that unions within records make fit in many ways could be tried for ever.
  private var stepsLeft = AvroLimits.steps

  init(definitions: [AvroName: AvroSchema]) {
    self.definitions = definitions
  }

  /// What is wrong with the value; nil if it fits.
  ///
  /// The symbols of enums and the sizes of fixed are not looked at, as in the reference implementation.
  mutating func problem(with value: JSONValue, for schema: AvroSchema) -> Problem? {
    guard spend(1 + Self.length(of: value) / Self.bytesOfStep) else { return Self.tooLong }
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
      for (index, value) in values.enumerated() {
        if let problem = problem(with: value, for: items) { return problem.within(String(index)) }
      }
      return nil
    case (.map(let values), .object(let object)):
      for member in object {
        if let problem = problem(with: member.value, for: values) { return problem.within(member.key) }
      }
      return nil
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

  /// Takes steps from those that are left; false if there are too few, and then for all that follow.
  mutating func spend(_ steps: Int) -> Bool {
    stepsLeft = max(stepsLeft - steps, 0)
    return stepsLeft > 0
  }

  private mutating func problem(with object: JSONObject, for record: AvroRecord) -> Problem? {
    guard spend(record.fields.count) else { return Self.tooLong }
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
    return Problem(
      message: "The default \(Self.shown(value)) fits no branch of the union of \(Self.names(of: branches))")
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

  private static var tooLong: Problem { Problem(kind: .limit, message: "The default takes too long to check") }

  /// How much of a text or number is looked through in a step.
  private static let bytesOfStep = 64

  private static func length(of value: JSONValue) -> Int {
    switch value {
    case .string(let text): text.utf8.count
    case .number(let number): number.text.utf8.count
    case .null, .bool, .array, .object: 0
    }
  }

  private static func names(of branches: [AvroSchema]) -> String {
    branches.map { $0.name?.fullName ?? $0.type.keyword ?? "union" }.joined(separator: ", ")
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
