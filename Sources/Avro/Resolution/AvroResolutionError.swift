public import SchemaCore

/// Why no program can be compiled that reads one schema's records with another.
public enum AvroResolutionError: Error, Hashable, Sendable, CustomStringConvertible {
  /// One of the schemas cannot be used for coding records, whatever the other is.
  case schema(SchemaError)
  /// There is no record that could be read: everything that each record meets and the reader's schema does not allow, in
  /// the order of the reader's schema.
  case unreadable([Incompatibility])

  /// All reasons in one line each.
  public var description: String {
    switch self {
    case .schema(let error): error.description
    case .unreadable(let reasons):
      reasons.map { $0.explanation.text(reader: "reader's", writer: "writer's") }.joined(separator: "\n")
    }
  }
}
