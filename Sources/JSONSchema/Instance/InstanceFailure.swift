import SchemaCore

/// What is wrong with the text of an instance, in a few bytes; worded with the text as it was before it was read.
struct InstanceFailure: Error {
  enum Reason {
    case value, name, colon, memberEnd, elementEnd, number, control, escape, codeUnit, surrogate, unterminated, depth,
      trailing
  }

  var reason: Reason
  var offset: Int

  init(_ reason: Reason, _ offset: Int) {
    self.reason = reason
    self.offset = offset
  }

  func error(in text: UnsafeBufferPointer<UInt8>, maximumDepth: Int) -> JSONError {
    let message =
      reason == .depth ? "the text is nested more than \(maximumDepth) deep" : message(found(in: text))
    return JSONError(message, at: TextPosition(offset: offset, in: text), isLimit: reason == .depth)
  }

  private func message(_ found: String) -> String {
    switch reason {
    case .value, .depth: "a value is expected, found \(found)"
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
    case .trailing: "there is text after the end of the value"
    }
  }

  private func found(in text: UnsafeBufferPointer<UInt8>) -> String {
    guard offset < text.count else { return "the end of the text" }
    let next = String(decoding: text[offset...].prefix(4), as: UTF8.self).unicodeScalars.first
    return next.map { $0.value < 0x20 ? "a control character" : "'\($0)'" } ?? "nothing"
  }
}
