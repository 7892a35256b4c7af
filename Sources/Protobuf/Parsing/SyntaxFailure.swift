/// What is wrong at a place in the text that is being parsed. A statement that throws it is given up; the next one is read.
struct SyntaxFailure: Error {
  var kind = ProtoProblem.Kind.syntax
  var message: String
  /// In bytes from the beginning of the text.
  var offset: Int

  init(_ message: String, at offset: Int, kind: ProtoProblem.Kind = .syntax) {
    self.kind = kind
    self.message = message
    self.offset = offset
  }
}

/// The failures met in a text, one a place.
struct FailureLog {
  private(set) var failures: [SyntaxFailure] = []
  private let limit: Int
  private var ruleCount = 0
  /// True when nothing more is noted: there are enough of them, or what comes now follows from what was noted.
  private(set) var isClosed = false

  init(limit: Int) { self.limit = limit }

  /// Notes a failure, unless there is one at its place: the second is likely to follow from the first.
  mutating func add(_ failure: SyntaxFailure) {
    guard !isClosed else { return }
    if failure.kind == .rule {
      // They do not stop those who read leniently, who need the whole file.
      if ruleCount < limit { failures.append(failure) }
      ruleCount += 1
      return
    }
    if let last = failures.last, last.kind != .rule, last.offset == failure.offset { return }
    failures.append(failure)
    guard failures.count - min(ruleCount, limit) >= limit else { return }
    let message = "There are \(limit) problems up to here, and the rest was not read: repair these first"
    failures.append(SyntaxFailure(message, at: failure.offset, kind: .limit))
    close()
  }

  /// Lets no further failure in.
  mutating func close() { isClosed = true }
}
