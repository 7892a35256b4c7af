/// A text that equals only the same scalars. Swift's strings are equal if they look alike, whichever way an accent is
/// composed; names and schemas are told apart by their bytes, by Kafka and by every other registry.
public struct ExactText: Hashable, Sendable {
  public let text: String

  public init(_ text: String) {
    self.text = text
  }

  /// Most texts differ in length, or at their beginning.
  public static func == (left: ExactText, right: ExactText) -> Bool {
    if left.text.utf8.count != right.text.utf8.count { return false }
    var (left, right) = (left.text, right.text)
    return left.withUTF8 { left in
      right.withUTF8 { right in areEqual(UnsafeRawBufferPointer(left), UnsafeRawBufferPointer(right)) }
    }
  }

  /// Compares bytes of one length, eight at a time: looking schemas up compares whole texts.
  private static func areEqual(_ left: UnsafeRawBufferPointer, _ right: UnsafeRawBufferPointer) -> Bool {
    if left.baseAddress == right.baseAddress { return true }
    var place = 0
    while place + 8 <= left.count {
      let words = (
        left.loadUnaligned(fromByteOffset: place, as: UInt64.self),
        right.loadUnaligned(fromByteOffset: place, as: UInt64.self)
      )
      if words.0 != words.1 { return false }
      place += 8
    }
    while place < left.count {
      if left[place] != right[place] { return false }
      place += 1
    }
    return true
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
