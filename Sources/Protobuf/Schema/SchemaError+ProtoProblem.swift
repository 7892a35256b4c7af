import SchemaCore

extension SchemaError {
  /// All problems of a schema in one error: the place is that of the first, the message has one problem a line. Problems
  /// in a file that has a name, as those have that the schema refers to, tell it with their places.
  init(_ problems: [ProtoProblem]) {
    guard let first = problems.first else {
      self.init(.invalid, "the file is not valid")
      return
    }
    let others = problems.dropFirst().map { "\n\($0)" }.joined()
    if first.file.isEmpty {
      self.init(first.kind.schemaErrorKind, first.message + others, at: first.position)
    } else {
      self.init(first.kind.schemaErrorKind, first.description + others)
    }
  }
}

extension ProtoProblem.Kind {
  fileprivate var schemaErrorKind: SchemaError.Kind {
    switch self {
    case .syntax: .syntax
    case .unknownName: .unknownName
    case .rule: .invalid
    case .limit: .limit
    }
  }
}
