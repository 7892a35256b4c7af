public import SchemaCore

/// What an array in a Swift type can hold: any `AvroSerializable` type, or `UInt8`, whose arrays are Avro's `bytes`.
public protocol AvroArrayElement {
  /// The schema of an array of this type.
  static var avroArraySchema: AvroDocument { get }

  /// Reads an array of this type.
  static func readAvroArray(from reader: inout AvroReader) throws(CodecError) -> [Self]

  /// Writes an array of this type.
  static func writeAvroArray(_ items: [Self], to writer: inout AvroWriter) throws(CodecError)
}

extension AvroArrayElement where Self: AvroSerializable {
  public static var avroArraySchema: AvroDocument {
    let items = avroSchema
    return AvroDocument(root: AvroSchema(.array(items.root)), definitions: items.definitions)
  }

  @inlinable public static func readAvroArray(from reader: inout AvroReader) throws(CodecError) -> [Self] {
    try reader.array { reader throws(CodecError) in try Self(from: &reader) }
  }

  @inlinable public static func writeAvroArray(
    _ items: [Self], to writer: inout AvroWriter
  ) throws(CodecError) {
    try writer.array(items) { writer, item throws(CodecError) in try item.write(to: &writer) }
  }
}

extension UInt8: AvroArrayElement {
  public static let avroArraySchema = AvroDocument(literal: #""bytes""#)

  @inlinable public static func readAvroArray(from reader: inout AvroReader) throws(CodecError) -> [UInt8] {
    try reader.bytes()
  }

  @inlinable public static func writeAvroArray(_ items: [UInt8], to writer: inout AvroWriter) throws(CodecError) {
    writer.bytes(items)
  }
}

extension Array: AvroArrayElement, AvroSerializable, PayloadRepresentable where Element: AvroArrayElement {
  public static var avroSchema: AvroDocument { Element.avroArraySchema }

  @inlinable public init(from reader: inout AvroReader) throws(CodecError) {
    self = try Element.readAvroArray(from: &reader)
  }

  @inlinable public func write(to writer: inout AvroWriter) throws(CodecError) {
    try Element.writeAvroArray(self, to: &writer)
  }
}
