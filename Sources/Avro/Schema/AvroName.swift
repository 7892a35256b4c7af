/// The full name of a record, an enum or a fixed (Avro 1.12 specification, Names).
public struct AvroName: Hashable, Sendable, CustomStringConvertible {
  /// The last part, such as `Payment`.
  public let name: String
  /// What stands before the last dot, such as `com.example`; empty for a name without a namespace.
  public let namespace: String

  public init(name: String, namespace: String = "") {
    self.name = name
    self.namespace = namespace
  }

  /// Reads a name as it is written in a schema: one with a dot is a full name, any other is meant within `namespace`.
  public init(_ text: String, within namespace: String = "") {
    if let dot = text.utf8.lastIndex(of: UInt8(ascii: ".")) {
      self.init(name: String(text[text.utf8.index(after: dot)...]), namespace: String(text[..<dot]))
    } else {
      self.init(name: text, namespace: namespace)
    }
  }

  /// Namespace and name with a dot between them.
  public var fullName: String { namespace.isEmpty ? name : "\(namespace).\(name)" }

  public var description: String { fullName }

  /// The shortest text that means this name inside `enclosing`.
  ///
  /// A name that equals a keyword such as `int` is written in full, because alone it would mean the primitive type.
  func text(within enclosing: String) -> String {
    namespace == enclosing && !Self.keywords.contains(name) ? name : fullName
  }

  /// Words that mean a type when they stand alone.
  static let keywords: Set<String> = [
    "null", "boolean", "int", "long", "float", "double", "bytes", "string", "record", "enum", "array", "map", "union",
    "fixed",
  ]
}
