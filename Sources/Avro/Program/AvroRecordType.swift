import SchemaCore

/// A record type as its values refer to it: shared, so that a value carries no names of its own.
public final class AvroRecordType: Sendable {
  /// One field.
  struct Field: Sendable {
    let name: String
    /// The name as it stands in front of the value in JSON: quoted, with a colon.
    let key: [UInt8]
    let defaultValue: JSONValue?
  }

  /// The full name.
  public let name: AvroName
  let fields: [Field]
  let definition: AvroRecord
  private let indexes: [String: Int]

  init(_ record: AvroRecord) {
    name = record.name
    definition = record
    fields = record.fields.map { field in
      var key: [UInt8] = []
      JSONWriter.appendString(field.name, to: &key)
      key.append(UInt8(ascii: ":"))
      return Field(name: field.name, key: key, defaultValue: field.defaultValue)
    }
    indexes = Dictionary(record.fields.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The names of the fields, in the order of a value's fields.
  public var fieldNames: [String] { fields.map(\.name) }

  /// The place of the field with this name; look it up once and use it for many records.
  public func index(of field: String) -> Int? { indexes[field] }
}
