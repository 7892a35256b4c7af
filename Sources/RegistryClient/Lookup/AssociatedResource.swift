/// What subjects can be associated with: the keys or the values of a topic.
public struct AssociatedResource: Hashable, Sendable {
  /// The name of the topic.
  public var name: String
  /// The ID of the cluster that holds the topic; `-` for any.
  public var namespace: String
  /// What sort of resource this is.
  public var type: String
  /// Which part of its records is meant: `key` or `value`.
  public var part: String

  public init(name: String, namespace: String = "-", type: String = "topic", part: String) {
    self.name = name
    self.namespace = namespace
    self.type = type
    self.part = part
  }
}
