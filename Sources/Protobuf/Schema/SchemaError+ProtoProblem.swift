import SchemaCore

extension SchemaError {
  /// All problems of a file in one error: the place is that of the first, the message has one problem a line.
  init(_ problems: [ProtoProblem]) {
    guard let first = problems.first else {
      self.init(.invalid, "the file is not valid")
      return
    }
    let others = problems.dropFirst().map { "\n\($0)" }.joined()
    let place = first.file.isEmpty ? "" : "\(first.file): "
    self.init(first.kind.schemaErrorKind, place + first.message + others, at: first.position)
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
