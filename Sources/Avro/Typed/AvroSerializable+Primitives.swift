public import SchemaCore

extension Bool: AvroSerializable {
  public static let avroSchema = AvroDocument(literal: #""boolean""#)

  @inlinable public init(from reader: inout AvroReader) throws(CodecError) { self = try reader.boolean() }

  @inlinable public func write(to writer: inout AvroWriter) throws(CodecError) { writer.boolean(self) }
}

extension Int32: AvroSerializable {
  public static let avroSchema = AvroDocument(literal: #""int""#)

  @inlinable public init(from reader: inout AvroReader) throws(CodecError) { self = try reader.int() }

  @inlinable public func write(to writer: inout AvroWriter) throws(CodecError) { writer.int(self) }
}

extension Int64: AvroSerializable {
  public static let avroSchema = AvroDocument(literal: #""long""#)

  @inlinable public init(from reader: inout AvroReader) throws(CodecError) { self = try reader.long() }

  @inlinable public func write(to writer: inout AvroWriter) throws(CodecError) { writer.long(self) }
}

extension Float: AvroSerializable {
  public static let avroSchema = AvroDocument(literal: #""float""#)

  @inlinable public init(from reader: inout AvroReader) throws(CodecError) { self = try reader.float() }

  @inlinable public func write(to writer: inout AvroWriter) throws(CodecError) { writer.float(self) }
}

extension Double: AvroSerializable {
  public static let avroSchema = AvroDocument(literal: #""double""#)

  @inlinable public init(from reader: inout AvroReader) throws(CodecError) { self = try reader.double() }

  @inlinable public func write(to writer: inout AvroWriter) throws(CodecError) { writer.double(self) }
}

extension String: AvroSerializable {
  public static let avroSchema = AvroDocument(literal: #""string""#)

  @inlinable public init(from reader: inout AvroReader) throws(CodecError) { self = try reader.string() }

  @inlinable public func write(to writer: inout AvroWriter) throws(CodecError) { writer.string(self) }
}

/// Avro's `long`.
extension Int: AvroSerializable {
  public static let avroSchema = AvroDocument(literal: #""long""#)

  @inlinable public init(from reader: inout AvroReader) throws(CodecError) {
    self = Int(truncatingIfNeeded: try reader.long())
  }

  @inlinable public func write(to writer: inout AvroWriter) throws(CodecError) { writer.long(Int64(self)) }
}
