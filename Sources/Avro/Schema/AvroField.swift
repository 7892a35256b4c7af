public import SchemaCore

/// One field of a record.
public struct AvroField: Hashable, Sendable {
  /// How values of the field take part in the sort order of records (Avro 1.12 specification, Sort Order).
  public enum Order: String, Hashable, Sendable {
    case ascending, descending, ignore
  }

  public var name: String
  public var schema: AvroSchema
  /// The attribute `doc`.
  public var documentation: String?
  /// What a reader takes when the writer had no such field, as written; nil if the field has no default, which is
  /// not the same as a default of `null`.
  public var defaultValue: JSONValue?
  public var order: Order
  /// Further names under which a reader with this field accepts written fields.
  public var aliases: [String]
  /// Every attribute that the specification does not name, in the order given.
  public var properties: JSONObject

  public init(
    name: String, schema: AvroSchema, documentation: String? = nil, defaultValue: JSONValue? = nil,
    order: Order = .ascending, aliases: [String] = [], properties: JSONObject = JSONObject()
  ) {
    self.name = name
    self.schema = schema
    self.documentation = documentation
    self.defaultValue = defaultValue
    self.order = order
    self.aliases = aliases
    self.properties = properties
  }
}
