@testable import JSONSchema

/// Reads a regular expression and a text from the input, with a zero byte between them, and searches in every way.
enum PatternTarget {
  static func run(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard let middle = bytes.firstIndex(of: 0), let pattern = String(validating: bytes[..<middle], as: UTF8.self),
      let text = String(validating: bytes[(middle + 1)...], as: UTF8.self)
    else { return }
    let quick = try? RegularExpression(pattern)
    let code = try? RegularExpression(pattern, usesRuns: false)
    precondition((quick == nil) == (code == nil), "an expression is accepted in one way only")
    guard let quick, let code else { return }
    let matcher = PatternMatcher(patience: .milliseconds(50))
    var copy = text
    copy.withUTF8 { text in
      let outcome = matcher.search(text, for: quick.search)
      if case .runs = quick.search {
        precondition(outcome == matcher.search(text, for: code.search), "runs find something else")
      }
    }
  }
}
