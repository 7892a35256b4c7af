import SchemaCore

/// A UUID as text (RFC 9562) and as its sixteen bytes.
enum UUIDText {
  /// The bytes of `f81d4fae-7dec-11d0-a765-00a0c91e6bf6`; nil for anything else.
  static func bytes(_ text: String) -> [UInt8]? {
    let groups = text.split(separator: "-", omittingEmptySubsequences: false)
    guard text.utf8.count == 36, groups.map(\.utf8.count) == groupLengths else { return nil }
    return Hexadecimal.bytes(groups.joined())
  }

  /// The text of sixteen bytes; nil for another count of them.
  static func text(of bytes: some Collection<UInt8>) -> String? {
    guard bytes.count == 16 else { return nil }
    var digits = Hexadecimal.text(bytes)[...]
    var groups: [Substring] = []
    for length in groupLengths {
      groups.append(digits.prefix(length))
      digits = digits.dropFirst(length)
    }
    return groups.joined(separator: "-")
  }

  private static let groupLengths = [8, 4, 4, 4, 12]
}
