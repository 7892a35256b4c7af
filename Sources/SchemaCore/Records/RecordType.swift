/// Which of the types that a schema defines a record is of. In most formats a schema defines one, its root.
public enum RecordType: Hashable, Sendable, CustomStringConvertible {
  /// The type that counts when nobody says: in Protobuf the first message of the file.
  case root
  /// The type of this full name.
  case named(String)
  /// The type at this place, as frames name it: the index among the file's messages, then among those nested in it, and
  /// so on.
  case indexes([Int])

  public var description: String {
    switch self {
    case .root: "the root type"
    case .named(let name): name
    case .indexes(let indexes): "the message at \(indexes)"
    }
  }

  /// Refuses everything but the root, for formats whose schemas define one type.
  ///
  /// - Throws: `SchemaError` of kind `unsupported`.
  public func requireRoot(in format: FormatName) throws(SchemaError) {
    if self == .root { return }
    throw SchemaError(.unsupported, "a schema of \(format) defines one type of records: \(self) cannot be asked for")
  }
}
