public import Registry

/// A place in a topic from which the log can be read by whoever knows the entries before: the first record of an append
/// that counts, and where the log stood then.
///
/// As a text it is the offset and the position in decimals, and the token in hexadecimals.
public struct TopicBookmark: Hashable, Sendable, LosslessStringConvertible {
  /// The offset of the first record of the append.
  let offset: Int64
  /// Where the append's first entry stands.
  public let position: LogPosition
  /// The token of the entry before that one; nil at the beginning of the log.
  let previous: UInt64?

  init(offset: Int64, position: LogPosition, previous: UInt64?) {
    self.offset = offset
    self.position = position
    self.previous = previous
  }

  public init?(_ description: String) {
    let fields = description.split(separator: " ", maxSplits: 3, omittingEmptySubsequences: false)
    guard fields.count == 3, let offset = Int64(fields[0]), let position = Int64(fields[1]), position >= 0,
      // Each entry takes at least one record.
      (position..<Int64.max).contains(offset), (position == 0) == (fields[2] == "-")
    else { return nil }
    self.offset = offset
    self.position = LogPosition(rawValue: position)
    if position == 0 {
      previous = nil
    } else {
      guard let token = UInt64(fields[2], radix: 16) else { return nil }
      previous = token
    }
  }

  public var description: String {
    "\(offset) \(position) \(previous.map { String($0, radix: 16) } ?? "-")"
  }
}
