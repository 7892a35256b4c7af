public import SchemaCore

/// The definition of a record (Avro 1.12 specification, Records).
public struct AvroRecord: Hashable, Sendable {
  public var name: AvroName
  /// True if it was declared as `error`, which protocols use and which is otherwise the same.
  public var isError: Bool
  /// The attribute `doc`.
  public var documentation: String?
  /// The fields, in the order in which their values are written.
  public var fields: [AvroField]
  /// Further names under which a reader with this record accepts written records.
  public var aliases: [AvroName]
  /// Every attribute that the specification does not name, in the order given.
  public var properties: JSONObject

  public init(
    name: AvroName, isError: Bool = false, documentation: String? = nil, fields: [AvroField],
    aliases: [AvroName] = [], properties: JSONObject = JSONObject()
  ) {
    self.name = name
    self.isError = isError
    self.documentation = documentation
    self.fields = fields
    self.aliases = aliases
    self.properties = properties
  }
}
