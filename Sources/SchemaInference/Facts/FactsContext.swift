/// What goes along while one record is looked at.
struct FactsContext {
  /// Where the record stands in its input, for examples.
  var line = 0
  /// How many further paths may be told apart.
  var pathsLeft: Int
  let options: InferenceOptions

  init(_ options: InferenceOptions) {
    self.options = options
    pathsLeft = options.maximumPaths
  }

  mutating func takePath() throws(InferenceError) {
    if pathsLeft == 0 {
      throw InferenceError("the data has more than \(options.maximumPaths) different fields, which is no record")
    }
    pathsLeft -= 1
  }
}

/// A value that shows what is meant, and where it was seen.
struct Example: Hashable {
  let line: Int
  let text: String

  init(_ text: String, line: Int) {
    self.line = line
    self.text = text.count > 40 ? text.prefix(40) + "…" : text
  }
}

extension Optional<Example> {
  /// Of two the one that was seen first.
  static func earlier(_ left: Example?, _ right: Example?) -> Example? {
    guard let left, let right else { return left ?? right }
    return left.line <= right.line ? left : right
  }
}
