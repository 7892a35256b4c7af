import Glibc

/// Where everything goes that is not the data asked for.
enum StandardError {
  /// Writes a line. A closed standard error is nobody's loss.
  static func print(_ text: String) {
    var bytes = Array(text.utf8)
    bytes.append(UInt8(ascii: "\n"))
    var rest = bytes[...]
    while !rest.isEmpty {
      let written = rest.withUnsafeBytes { write(2, $0.baseAddress, $0.count) }
      if written <= 0 { return }
      rest = rest.dropFirst(written)
    }
  }

  /// True if a person is looking, and colours help.
  static var isTerminal: Bool { isatty(2) == 1 }
}

/// Standard output as a place for results.
enum StandardOutput {
  /// True if a person is looking, and colours help.
  static var isTerminal: Bool { isatty(1) == 1 }
}
