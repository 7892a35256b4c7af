/// Where a record says which schema it was written with.
public enum WireFormat: String, Hashable, Sendable, CaseIterable {
  /// In front of the payload: a zero byte and the schema ID as four bytes, most significant first.
  case payloadPrefix = "prefix"
  /// In a record header: a byte 1 and the schema's GUID; the payload is the bare data.
  case header
}

/// Which half of a Kafka record is meant: each is framed on its own.
public enum RecordPart: String, Hashable, Sendable {
  case key
  case value

  /// The header that names the schema of this part.
  public var headerName: String { "__\(rawValue)_schema_id" }
}

/// A header of a Kafka record, as any client has it.
public struct RecordHeader: Hashable, Sendable {
  public var name: String
  public var value: [UInt8]?

  public init(name: String, value: [UInt8]?) {
    self.name = name
    self.value = value
  }
}
