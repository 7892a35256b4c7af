import CProtobufC

/// The messages of one schema in libprotobuf-c, a C implementation of Protobuf: a second opinion on binary messages.
///
/// The library knows no groups, does not look at UTF-8, holds strings with a zero byte at their end, and recurses
/// without a limit: what it cannot do is listed, and shown, where it is used.
public final class LibprotobufCodec {
  /// What went wrong; the library itself says only that something did.
  public struct Failure: Error, Hashable, Sendable, CustomStringConvertible {
    public let description: String
  }

  private let tables: LibprotobufTables

  public init(_ schema: LibprotobufSchema) {
    tables = LibprotobufTables(schema)
  }

  /// Decodes a message.
  ///
  /// - Parameter message: The index of its type in the schema.
  /// - Throws: `Failure` if the library refuses the bytes.
  public func decoded(_ bytes: [UInt8], as message: Int = 0) throws(Failure) -> ReferenceMessage {
    try unpacked(bytes, message) { LibprotobufMessage($0).read() }
  }

  /// Decodes a message and encodes it again.
  ///
  /// - Throws: `Failure` if the library refuses the bytes.
  public func reencoded(_ bytes: [UInt8], as message: Int = 0) throws(Failure) -> [UInt8] {
    try unpacked(bytes, message, packed)
  }

  /// Encodes a message: fields by their numbers, what is unknown behind them.
  ///
  /// - Throws: `Failure` if the value does not fit the type.
  public func encoded(_ value: ReferenceMessage, as message: Int = 0) throws(Failure) -> [UInt8] {
    let builder = LibprotobufBuilder()
    return packed(try builder.message(value, try descriptor(message)).header)
  }

  private func descriptor(_ index: Int) throws(Failure) -> UnsafePointer<ProtobufCMessageDescriptor> {
    guard let descriptor = tables.descriptor(at: index) else { throw Failure(description: "no message \(index)") }
    return descriptor
  }

  private func unpacked<Result>(
    _ bytes: [UInt8], _ message: Int, _ body: (UnsafeMutablePointer<ProtobufCMessage>) -> Result
  ) throws(Failure) -> Result {
    let descriptor = try descriptor(message)
    guard let unpacked = protobuf_c_message_unpack(descriptor, nil, bytes.count, bytes) else {
      throw Failure(description: "libprotobuf-c refuses the message")
    }
    defer { protobuf_c_message_free_unpacked(unpacked, nil) }
    return body(unpacked)
  }

  private func packed(_ message: UnsafeMutablePointer<ProtobufCMessage>) -> [UInt8] {
    let size = protobuf_c_message_get_packed_size(message)
    return Array(unsafeUninitializedCapacity: size) { buffer, count in
      // The library takes no null pointer, not even for nothing.
      count = size == 0 ? 0 : protobuf_c_message_pack(message, buffer.baseAddress)
    }
  }
}
