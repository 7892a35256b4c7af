public import SchemaCore

/// The one value of the type `null`, where a schema has it outside of a union.
public struct AvroNull: Hashable, Codable, Sendable, AvroSerializable {
  public static let avroSchema = AvroDocument(literal: #""null""#)

  @inlinable public init() {}

  @inlinable public init(from reader: inout AvroReader) throws(CodecError) {}

  @inlinable public func write(to writer: inout AvroWriter) throws(CodecError) {}
}
