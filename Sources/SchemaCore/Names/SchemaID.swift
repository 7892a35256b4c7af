/// The number of a schema within its context: 1 and up, dense, never given to other content.
public struct SchemaID: RawRepresentable, Hashable, Comparable, Sendable, CustomStringConvertible {
  /// The number as it stands in the frame of a record: a non-negative 32-bit integer.
  public let rawValue: Int32

  public init(rawValue: Int32) {
    self.rawValue = rawValue
  }

  public var description: String { String(rawValue) }

  public static func < (left: SchemaID, right: SchemaID) -> Bool { left.rawValue < right.rawValue }
}
