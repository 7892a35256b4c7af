import SchemaCore

/// What a `JSONScanner` found wrong, in a few bytes; worded with the text as it was before.
struct JSONFailure: Error, Hashable {
  enum Reason: UInt8, Hashable {
    case value, name, colon, memberEnd, elementEnd, number, control, escape, codeUnit, surrogate, unterminated, depth,
      trailing
    /// The text is well formed, but not what the caller wants, who knows why.
    case refused
  }

  var reason: Reason
  /// Where in the text.
  var offset: Int

  init(reason: Reason, offset: Int) {
    self.reason = reason
    self.offset = offset
  }

  /// The error for the caller.
  ///
  /// - Parameter text: The text as it was before the scanner read it.
  func error(in text: UnsafeBufferPointer<UInt8>) -> JSONError {
    JSONError(message(found(in: text)), at: TextPosition(offset: offset, in: text), isLimit: reason == .depth)
  }

  private func message(_ found: String) -> String {
    switch reason {
    case .value: "a value is expected, found \(found)"
    case .name: "a member name in double quotes is expected, found \(found)"
    case .colon: "a colon is expected after the member name, found \(found)"
    case .memberEnd: "a comma or } is expected, found \(found)"
    case .elementEnd: "a comma or ] is expected, found \(found)"
    case .number: "this is not a number as JSON writes them"
    case .control: "a control character in a string must be escaped"
    case .escape: "this escape is not one that JSON knows"
    case .codeUnit: "four hexadecimal digits are expected after \\u"
    case .surrogate: "half of a surrogate pair stands alone"
    case .unterminated: "the string that begins here has no end"
    case .depth: "the text is nested more than \(JSONScanner.maximumDepth) deep"
    case .trailing: "there is text after the end of the value"
    case .refused: "this is not what is expected here"
    }
  }

  private func found(in text: UnsafeBufferPointer<UInt8>) -> String {
    guard offset < text.count else { return "the end of the text" }
    let next = String(decoding: text[offset...].prefix(4), as: UTF8.self).unicodeScalars.first
    return next.map { $0.value < 0x20 ? "a control character" : "'\($0)'" } ?? "nothing"
  }
}
