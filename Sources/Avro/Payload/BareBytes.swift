/// In a frame the bytes of a root type `bytes` stand alone, without the count that Avro's encoding puts before them.
///
/// Source: the wire format of Confluent's Avro serializers.
enum BareBytes {
  /// True if the records of a schema stand in frames so.
  static func isForm(of schema: AvroDocument) -> Bool {
    if case .bytes = schema.definition(of: schema.root).type { true } else { false }
  }

  /// The data of a frame as Avro's encoding has it.
  static func counted(_ data: UnsafeRawBufferPointer) -> [UInt8] {
    var counted: [UInt8] = []
    counted.append(varint: Int64(data.count))
    return counted + data
  }

  /// Avro's encoding of bytes as the data of a frame: the count is taken off.
  static func bare(_ counted: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
    let rest = counted.drop { $0 >= 0x80 }.dropFirst()
    return UnsafeRawBufferPointer(rebasing: rest)
  }
}
