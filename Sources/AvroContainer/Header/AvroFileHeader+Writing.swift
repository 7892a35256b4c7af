import Avro
import SchemaCore

extension AvroFileHeader {
  /// The header of a new file.
  ///
  /// - Throws: `AvroFileError` for reserved metadata and for a schema that cannot stand alone.
  static func new(
    _ schema: AvroDocument, _ options: AvroFileOptions
  ) throws(AvroFileError) -> (header: AvroFileHeader, bytes: [UInt8]) {
    if let key = options.metadata.keys.sorted().first(where: { $0.hasPrefix(reservedPrefix) }) {
      throw AvroFileError(
        .usage, "the metadata key \"\(key)\" cannot be set: keys that begin with \"\(reservedPrefix)\" are reserved")
    }
    let text: String
    do {
      // Whoever reads the file has nothing but the file: what the schema refers to is written in.
      text = try schema.rendered(as: .resolved)
    } catch {
      throw AvroFileError(.schema, "the schema cannot be written into the header: \(error)")
    }
    let own = [codecKey: Array(options.codec.rawValue.utf8), schemaKey: Array(text.utf8)]
    let metadata = options.metadata.merging(own) { _, own in own }
    var bytes = magic
    bytes.append(varint: Int64(metadata.count))
    // The reserved keys come first, where those who look at the file by eye expect them.
    for (key, value) in own.sorted(by: { $0.key < $1.key }) + options.metadata.sorted(by: { $0.key < $1.key }) {
      bytes.append(counted: key.utf8)
      bytes.append(counted: value)
    }
    bytes.append(varint: 0)
    bytes.append(options.syncMarker)
    try requireReadable(metadata, bytes)
    let header = AvroFileHeader(
      schema: text == schema.canonicalText ? schema : try self.schema(text), codec: options.codec,
      syncMarker: options.syncMarker, metadata: metadata, byteCount: bytes.count)
    return (header, bytes)
  }

  /// Readers, ours too, refuse headers of any size.
  private static func requireReadable(_ metadata: [String: [UInt8]], _ bytes: [UInt8]) throws(AvroFileError) {
    let limits = AvroFileLimits()
    if metadata.count > limits.maximumMetadataEntries {
      throw AvroFileError(.limit, "the metadata has more than \(limits.maximumMetadataEntries) entries")
    }
    if bytes.count > limits.maximumHeaderBytes {
      throw AvroFileError(.limit, "the header has more than \(limits.maximumHeaderBytes) bytes")
    }
  }
}

extension [UInt8] {
  fileprivate mutating func append(counted content: some Collection<UInt8>) {
    append(varint: Int64(content.count))
    append(contentsOf: content)
  }
}
