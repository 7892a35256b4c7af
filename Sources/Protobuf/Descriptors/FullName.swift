/// Dotted names: `package.Message.Nested`.
enum FullName {
  /// Bytes of a name with package and messages.
  static let maximumLength = 1_024

  /// The name of something within a scope; the scope is empty at the top of a file without a package.
  static func join(_ scope: String, _ name: String) -> String {
    scope.isEmpty ? name : scope + "." + name
  }

  /// Descriptors write full names with a dot in front.
  static func withoutLeadingDot(_ name: String) -> String {
    name.hasPrefix(".") ? String(name.dropFirst()) : name
  }

  /// True for ASCII letters, digits and underscores that begin with no digit.
  static func isIdentifier(_ name: some StringProtocol) -> Bool {
    func isLetter(_ byte: UInt8) -> Bool {
      byte == UInt8(ascii: "_") || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    }
    guard let first = name.utf8.first, isLetter(first) else { return false }
    return name.utf8.allSatisfy { isLetter($0) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
  }

  /// True for identifiers with dots between them.
  static func isValid(_ name: String) -> Bool {
    name.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { isIdentifier($0) }
  }
}
