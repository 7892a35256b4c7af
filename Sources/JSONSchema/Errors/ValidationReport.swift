public import SchemaCore

/// What validation found.
public struct ValidationReport: Hashable, Sendable {
  /// What is wrong, in the order of the schema; empty if nothing is.
  public var errors: [ValidationError]

  public init(errors: [ValidationError]) {
    self.errors = errors
  }

  public var isValid: Bool { errors.isEmpty }

  /// How much of a report is written (JSON Schema 2020-12, core 12.4).
  public enum OutputFormat: String, CaseIterable, Hashable, Sendable {
    /// Only the verdict.
    case flag
    /// All errors, one beside the other.
    case basic
    /// The errors, each with those that it has its cause in.
    case detailed
  }

  /// The report as JSON, in one of the forms of the specification.
  public func output(_ format: OutputFormat) -> JSONValue {
    var object: JSONObject = ["valid": .bool(isValid)]
    guard format != .flag, !isValid else { return .object(object) }
    object["errors"] = .array(format == .basic ? errors.flatMap(Self.flat) : errors.map(Self.nested))
    return .object(object)
  }

  private static func flat(_ error: ValidationError) -> [JSONValue] {
    [.object(unit(error))] + error.causes.flatMap(flat)
  }

  private static func nested(_ error: ValidationError) -> JSONValue {
    var object = unit(error)
    if !error.causes.isEmpty { object["errors"] = .array(error.causes.map(nested)) }
    return .object(object)
  }

  private static func unit(_ error: ValidationError) -> JSONObject {
    var unit: JSONObject = [
      "valid": false, "keyword": .string(error.keyword), "keywordLocation": .string(text(error.evaluationPath)),
      "absoluteKeywordLocation": .string(error.schemaLocation),
      "instanceLocation": .string(text(error.instancePath)),
      "position": value(of: error.position), "error": .string(error.message),
    ]
    if let position = error.schemaPosition { unit["keywordPosition"] = value(of: position) }
    return unit
  }

  private static func value(of position: TextPosition) -> JSONValue {
    ["line": .number(JSONNumber(position.line)), "column": .number(JSONNumber(position.column))]
  }

  /// As RFC 6901 writes it: the root is empty.
  private static func text(_ pointer: JSONPointer) -> String { pointer.isRoot ? "" : pointer.description }
}
