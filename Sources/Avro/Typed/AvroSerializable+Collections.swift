public import SchemaCore

/// A `map`. A dictionary has no order, so that equal values are not always written as equal bytes; `AvroMap` has one.
extension Dictionary: AvroArrayElement, AvroSerializable, PayloadRepresentable
where Key == String, Value: AvroSerializable {
  public static var avroSchema: AvroDocument {
    let values = Value.avroSchema
    return AvroDocument(root: AvroSchema(.map(values.root)), definitions: values.definitions)
  }

  @inlinable public init(from reader: inout AvroReader) throws(CodecError) {
    self.init(try AvroMap<Value>(from: &reader))
  }

  @inlinable public func write(to writer: inout AvroWriter) throws(CodecError) {
    try AvroMap(self).write(to: &writer)
  }
}

/// A union of `null`, which comes first, and the other type. Avro has no unions in unions, so the other type must not
/// be one.
extension Optional: AvroArrayElement, AvroSerializable, PayloadRepresentable where Wrapped: AvroSerializable {
  public static var avroSchema: AvroDocument {
    let wrapped = Wrapped.avroSchema
    return AvroDocument(
      root: AvroSchema(.union([AvroSchema(.null), wrapped.root])), definitions: wrapped.definitions)
  }

  @inlinable public init(from reader: inout AvroReader) throws(CodecError) {
    self = try reader.optional { reader throws(CodecError) in try Wrapped(from: &reader) }
  }

  @inlinable public func write(to writer: inout AvroWriter) throws(CodecError) {
    try writer.optional(self) { writer, value throws(CodecError) in try value.write(to: &writer) }
  }
}
