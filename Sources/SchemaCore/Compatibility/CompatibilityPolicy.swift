/// How much a comparison overlooks. Only formats with open and closed objects, as JSON Schema has them, tell the two apart.
public enum CompatibilityPolicy: String, Hashable, Sendable, CaseIterable, CustomStringConvertible {
  /// What could make some data unreadable is incompatible.
  case strict = "STRICT"
  /// Data that nobody is likely to have written does not count: properties that a schema permits and does not name.
  case lenient = "LENIENT"

  /// Reads a policy's name in upper or lower case.
  public init?(name: String) {
    self.init(rawValue: name.uppercased())
  }

  public var description: String { rawValue }
}
