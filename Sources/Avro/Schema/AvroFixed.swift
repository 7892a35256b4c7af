public import SchemaCore

/// The definition of a type whose values are all of one size (Avro 1.12 specification, Fixed).
public struct AvroFixed: Hashable, Sendable {
  public var name: AvroName
  /// The attribute `doc`.
  public var documentation: String?
  /// Bytes in each value.
  public var size: Int
  /// Further names under which a reader with this type accepts written values.
  public var aliases: [AvroName]
  /// Every attribute that the specification does not name, in the order given.
  public var properties: JSONObject

  public init(
    name: AvroName, documentation: String? = nil, size: Int, aliases: [AvroName] = [],
    properties: JSONObject = JSONObject()
  ) {
    self.name = name
    self.documentation = documentation
    self.size = size
    self.aliases = aliases
    self.properties = properties
  }
}
