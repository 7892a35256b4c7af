public import SchemaCore

/// One type in an Avro schema, with what is attached to this use of it.
public struct AvroSchema: Hashable, Sendable {
  /// What values look like.
  public var type: AvroType
  /// Every attribute that the specification does not name, in the order given, `logicalType` among them. Those of a
  /// record, an enum or a fixed stand in the definition instead: ask for `attributes` to get either.
  public var properties: JSONObject
  /// How the values are meant to be understood; nil also where the attributes ask for something that does not fit
  /// the type, which the specification wants ignored.
  public var logicalType: LogicalType?

  public init(_ type: AvroType, properties: JSONObject = JSONObject(), logicalType: LogicalType? = nil) {
    self.type = type
    self.properties = properties
    self.logicalType = logicalType
  }

  /// The properties of this type, whether they stand here or in the definition.
  public var attributes: JSONObject {
    switch type {
    case .record(let record): record.properties
    case .enumeration(let enumeration): enumeration.properties
    case .fixed(let fixed): fixed.properties
    default: properties
    }
  }

  /// The name of the type defined or used here; nil for types that have none.
  public var name: AvroName? {
    switch type {
    case .record(let record): record.name
    case .enumeration(let enumeration): enumeration.name
    case .fixed(let fixed): fixed.name
    case .named(let name): name
    default: nil
    }
  }
}
