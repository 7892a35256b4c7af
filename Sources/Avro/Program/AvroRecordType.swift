import SchemaCore

/// A record type as its values refer to it: shared, so that a value carries no names of its own.
public final class AvroRecordType: Sendable {
  /// One field.
  struct Field: Sendable {
    let name: String
    /// The name as it stands in front of the value in JSON: quoted, with a colon.
    let key: [UInt8]
    let defaultValue: JSONValue?
    /// The name and key in plain JSON, where the attribute `jsonName` may give a field a name that Avro does not allow.
    let plainName: String
    let plainKey: [UInt8]
  }

  /// The full name.
  public let name: AvroName
  let fields: [Field]
  let definition: AvroRecord
  private let indexes: [String: Int]
  private let plainIndexes: [ExactText: Int]

  init(_ record: AvroRecord) {
    name = record.name
    definition = record
    fields = record.fields.map { field in
      let plainName = field.properties["jsonName"]?.string ?? field.name
      return Field(
        name: field.name, key: Self.key(field.name), defaultValue: field.defaultValue, plainName: plainName,
        plainKey: Self.key(plainName))
    }
    plainIndexes = Dictionary(
      fields.enumerated().map { (ExactText($1.plainName), $0) }, uniquingKeysWith: { first, _ in first })
    indexes = Dictionary(record.fields.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The names of the fields, in the order of a value's fields.
  public var fieldNames: [String] { fields.map(\.name) }

  /// The place of the field with this name; look it up once and use it for many records.
  public func index(of field: String) -> Int? { indexes[field] }

  /// The place of the field with this name in plain JSON.
  func index(ofPlain key: String) -> Int? { plainIndexes[ExactText(key)] }

  private static func key(_ name: String) -> [UInt8] {
    var key: [UInt8] = []
    JSONWriter.appendString(name, to: &key)
    key.append(UInt8(ascii: ":"))
    return key
  }
}
