/// A header of a record: a name and bytes. Names may repeat, and their order is kept.
public struct KafkaHeader: Hashable, Sendable {
  /// The name, without NUL characters.
  public var name: String

  /// The value; `nil` is a null value, which differs from an empty one.
  public var value: [UInt8]?

  public init(name: String, value: [UInt8]?) {
    self.name = name
    self.value = value
  }
}
