import SchemaCore

/// The name of a key encryption key: unique in the whole registry, whatever the context.
public struct KeyName: Hashable, Comparable, Sendable, CustomStringConvertible {
  private let exact: ExactText

  /// The name as it is written.
  public var description: String { exact.text }

  /// Takes a name from outside: a letter or `_`, then letters, digits, `_` and `-`, 256 characters at most.
  ///
  /// - Throws: `invalidField`.
  public init(_ text: String) throws(RegistryError) {
    let isValid =
      text.unicodeScalars.first.map { Self.isLetter($0) || $0 == "_" } == true
      && text.unicodeScalars.dropFirst().allSatisfy {
        Self.isLetter($0) || $0.properties.generalCategory == .decimalNumber || $0 == "_" || $0 == "-"
      }
    if !isValid || text.unicodeScalars.count > 256 { throw .encryptionKey(.invalidField("name")) }
    self.init(stored: text)
  }

  /// Takes a name from the log, where it stands once it was accepted.
  init(stored text: String) {
    exact = ExactText(text)
  }

  /// True for letters of the basic plane: the reference looks at units of UTF-16, and half a letter is none.
  private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter: scalar.value <= 0xFFFF
    default: false
    }
  }

  public static func < (left: KeyName, right: KeyName) -> Bool {
    left.description.unicodeScalars.lexicographicallyPrecedes(right.description.unicodeScalars)
  }
}
