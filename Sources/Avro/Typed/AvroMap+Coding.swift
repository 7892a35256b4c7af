public import SchemaCore

extension AvroMap: AvroArrayElement, AvroSerializable, PayloadRepresentable where Value: AvroSerializable {
  public static var avroSchema: AvroDocument {
    let values = Value.avroSchema
    return AvroDocument(root: AvroSchema(.map(values.root)), definitions: values.definitions)
  }

  @inlinable public init(from reader: inout AvroReader) throws(CodecError) {
    self = try reader.map { reader throws(CodecError) in try Value(from: &reader) }
  }

  @inlinable public func write(to writer: inout AvroWriter) throws(CodecError) {
    try writer.map(self) { writer, value throws(CodecError) in try value.write(to: &writer) }
  }
}

/// Any text can be a key.
private struct MapKey: CodingKey {
  let stringValue: String

  init(stringValue: String) { self.stringValue = stringValue }

  var intValue: Int? { nil }

  init?(intValue: Int) { nil }
}

extension AvroMap: Encodable where Value: Encodable {
  /// Encodes the map as a dictionary is encoded, in its order. Of several entries with one key the last counts.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: MapKey.self)
    for (key, value) in self { try container.encode(value, forKey: MapKey(stringValue: key)) }
  }
}

extension AvroMap: Decodable where Value: Decodable {
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: MapKey.self)
    self.init(
      entries: try container.allKeys.map { ($0.stringValue, try container.decode(Value.self, forKey: $0)) })
  }
}
