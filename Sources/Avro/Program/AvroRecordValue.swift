/// The value of a record: its fields by their place, with the names in the type that all values share.
public struct AvroRecordValue: Sendable {
  public let type: AvroRecordType
  /// The fields' values, in the order of the type's fields.
  public var fields: [AvroValue]

  public init(_ type: AvroRecordType, fields: [AvroValue]) {
    self.type = type
    self.fields = fields
  }

  /// The value of a field; nil if the type has no field of this name.
  public subscript(field: String) -> AvroValue? { type.index(of: field).map { fields[$0] } }
}

extension AvroRecordValue: Hashable {
  public static func == (left: AvroRecordValue, right: AvroRecordValue) -> Bool {
    left.type.name == right.type.name && left.fields == right.fields
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(type.name)
    hasher.combine(fields)
  }
}
