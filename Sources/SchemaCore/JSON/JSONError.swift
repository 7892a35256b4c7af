/// Why a text is not JSON.
public struct JSONError: Error, Hashable, Sendable, CustomStringConvertible {
  /// A sentence for people, without the place.
  public var message: String
  /// Where in the text.
  public var position: TextPosition
  /// True if the text may well be JSON, but is larger or deeper than what is accepted.
  public var isLimit: Bool

  public init(_ message: String, at position: TextPosition, isLimit: Bool = false) {
    self.message = message
    self.position = position
    self.isLimit = isLimit
  }

  public var description: String { "\(position): \(message)" }
}
