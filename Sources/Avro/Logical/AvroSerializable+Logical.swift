public import FoundationEssentials
public import SchemaCore

extension AvroDate: AvroSerializable {
  public static let avroSchema = AvroDocument(literal: #"{"type":"int","logicalType":"date"}"#)

  @inlinable public init(from reader: inout AvroReader) throws(CodecError) {
    self.init(daysSinceEpoch: try reader.int())
  }

  @inlinable public func write(to writer: inout AvroWriter) throws(CodecError) { writer.int(daysSinceEpoch) }
}

extension AvroTimeOfDay: AvroArrayElement, AvroSerializable {
  public static var avroSchema: AvroDocument {
    .logical("time-\(Unit.suffix)", on: Unit.isInt ? .int : .long)
  }

  @inlinable public init(from reader: inout AvroReader) throws(CodecError) {
    self.init(sinceMidnight: Unit.isInt ? Int64(try reader.int()) : try reader.long())
  }

  /// - Throws: `CodecError` of kind `mismatch` for milliseconds that are no `int`.
  @inlinable public func write(to writer: inout AvroWriter) throws(CodecError) {
    if Unit.isInt && Int32(exactly: sinceMidnight) == nil {
      throw CodecError(.mismatch, "\(sinceMidnight) is out of the range of int")
    }
    writer.long(sinceMidnight)
  }
}

extension AvroTimestamp: AvroArrayElement, AvroSerializable {
  public static var avroSchema: AvroDocument { .logical("timestamp-\(Unit.suffix)", on: .long) }

  @inlinable public init(from reader: inout AvroReader) throws(CodecError) {
    self.init(sinceEpoch: try reader.long())
  }

  @inlinable public func write(to writer: inout AvroWriter) throws(CodecError) { writer.long(sinceEpoch) }
}

extension AvroLocalTimestamp: AvroArrayElement, AvroSerializable {
  public static var avroSchema: AvroDocument { .logical("local-timestamp-\(Unit.suffix)", on: .long) }

  @inlinable public init(from reader: inout AvroReader) throws(CodecError) {
    self.init(sinceEpoch: try reader.long())
  }

  @inlinable public func write(to writer: inout AvroWriter) throws(CodecError) { writer.long(sinceEpoch) }
}

extension AvroDuration: AvroSerializable {
  public static let avroSchema = AvroDocument(
    literal: #"{"type":"fixed","name":"Duration","namespace":"martlet","size":12,"logicalType":"duration"}"#)

  @inlinable public init(from reader: inout AvroReader) throws(CodecError) { self = try reader.duration() }

  @inlinable public func write(to writer: inout AvroWriter) throws(CodecError) { writer.duration(self) }
}

/// As a type of its own a decimal is a `big-decimal`, which has room for any number. Where a schema sets precision and
/// scale, `AvroReader.decimal(scale:)` reads it.
extension AvroDecimal: AvroSerializable {
  public static let avroSchema = AvroDocument(literal: #"{"type":"bytes","logicalType":"big-decimal"}"#)

  @inlinable public init(from reader: inout AvroReader) throws(CodecError) { self = try reader.bigDecimal() }

  @inlinable public func write(to writer: inout AvroWriter) throws(CodecError) { try writer.bigDecimal(self) }
}

/// A UUID as text, which is what most schemas have.
extension UUID: AvroSerializable {
  public static let avroSchema = AvroDocument(literal: #"{"type":"string","logicalType":"uuid"}"#)

  @inlinable public init(from reader: inout AvroReader) throws(CodecError) { self = try reader.uuid() }

  @inlinable public func write(to writer: inout AvroWriter) throws(CodecError) { writer.uuid(self) }
}

extension AvroDocument {
  fileprivate static func logical(_ name: String, on type: AvroType) -> AvroDocument {
    let properties: JSONObject = ["logicalType": .string(name)]
    let logicalType = LogicalType(properties, on: type)
    return AvroDocument(root: AvroSchema(type, properties: properties, logicalType: logicalType), definitions: [:])
  }
}
