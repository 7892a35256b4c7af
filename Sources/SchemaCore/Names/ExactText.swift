/// A text that equals only the same scalars. Swift's strings are equal if they look alike, whichever way an accent is
/// composed; names and schemas are told apart by their bytes, by Kafka and by every other registry.
public struct ExactText: Hashable, Sendable {
  public let text: String

  public init(_ text: String) {
    self.text = text
  }

  /// Texts that do not even look alike, which most are, are told apart without going over their bytes.
  public static func == (left: ExactText, right: ExactText) -> Bool {
    left.text.utf8.count == right.text.utf8.count && left.text == right.text
      && left.text.utf8.elementsEqual(right.text.utf8)
  }

  public func hash(into hasher: inout Hasher) {
    var text = text
    text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
  }
}

extension ExactText: Comparable {
  /// By UTF-16 code units: the order in which the reference registry sorts and hashes.
  public static func < (left: ExactText, right: ExactText) -> Bool {
    left.text.utf16.lexicographicallyPrecedes(right.text.utf16)
  }
}

extension ExactText: ExpressibleByStringLiteral, CustomStringConvertible {
  public init(stringLiteral text: String) { self.init(text) }

  public var description: String { text }
}
