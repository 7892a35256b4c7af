extension JSONScanner {
  /// Moves past the value at the position, whatever it is, and leaves it as it stands.
  ///
  /// - Throws: `JSONFailure` if it is not well formed, or nested deeper than `maximumDepth`.
  mutating func skipValue() throws(JSONFailure) {
    // One bit for each array (0) and object (1) that is open, the innermost lowest.
    var open: UInt128 = 0
    var depth = 0
    while true {
      switch peek() {
      case UInt8(ascii: "{"):
        guard depth < Self.maximumDepth else { throw failure(.depth) }
        if try opensObject() {
          open = open << 1 | 1
          depth += 1
          try skipName()
          continue
        }
      case UInt8(ascii: "["):
        guard depth < Self.maximumDepth else { throw failure(.depth) }
        if opensArray() {
          open <<= 1
          depth += 1
          continue
        }
      default: try skipScalar()
      }
      while depth > 0 {
        if open & 1 == 1 {
          if try takesMember() {
            try skipName()
            break
          }
        } else if try takesElement() {
          break
        }
        open >>= 1
        depth -= 1
      }
      if depth == 0 { return }
    }
  }

  private mutating func skipScalar() throws(JSONFailure) {
    switch peek() {
    case UInt8(ascii: "\""): try skipString()
    case UInt8(ascii: "t"), UInt8(ascii: "f"): _ = try bool()
    case UInt8(ascii: "n"): _ = try takeNull()
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): _ = try number()
    default: throw failure(.value)
    }
  }

  private mutating func skipName() throws(JSONFailure) {
    try skipString()
    try takeColon()
  }

  /// Moves past the string at the position, which is its opening quote, and leaves it as it stands.
  private mutating func skipString() throws(JSONFailure) {
    let end = JSONStringBytes.end(ofPlain: text, from: position + 1)
    if text[end] == UInt8(ascii: "\"") {
      position = end + 1
    } else {
      _ = try copiedString()
    }
  }

  /// Takes the string at the position, which is its opening quote, and leaves it as it stands.
  mutating func copiedString() throws(JSONFailure) -> String {
    let start = position
    var end = start + 1
    while true {
      end = JSONStringBytes.end(ofPlain: text, from: end)
      guard text[end] == UInt8(ascii: "\\"), text[end + 1] != 0 else { break }
      end += 2
    }
    // A copy is unescaped; what is wrong with it is wrong at the same place here.
    var copy = Array(UnsafeBufferPointer(start: text + start, count: end + 1 - start))
    copy += repeatElement(0, count: Self.padding)
    let result = copy.withUnsafeMutableBufferPointer { buffer -> Result<(String, Int), JSONFailure> in
      guard let base = buffer.baseAddress else { return .failure(failure(.unterminated)) }
      var scanner = JSONScanner(text: base)
      return Result { () throws(JSONFailure) in
        let piece = try scanner.string()
        return (String(decoding: scanner.bytes(of: piece), as: UTF8.self), scanner.position)
      }
    }
    switch result {
    case .success(let (string, count)):
      position = start + count
      return string
    case .failure(let failure): throw JSONFailure(reason: failure.reason, offset: start + failure.offset)
    }
  }
}
