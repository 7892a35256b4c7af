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
    var bytes = magic
    bytes.append(varint: Int64(options.metadata.count) + 2)
    bytes.append(counted: codecKey.utf8)
    bytes.append(counted: options.codec.rawValue.utf8)
    bytes.append(counted: schemaKey.utf8)
    bytes.append(counted: text.utf8)
    for (key, value) in options.metadata.sorted(by: { $0.key < $1.key }) {
      bytes.append(counted: key.utf8)
      bytes.append(counted: value)
    }
    bytes.append(varint: 0)
    bytes.append(options.syncMarker)
    // Reading it back shows that it can be read, and leaves one way in which a header comes about.
    var input = ByteInput(bytes)
    return (try AvroFileHeader(&input, limits: AvroFileLimits()), bytes)
  }
}

extension [UInt8] {
  fileprivate mutating func append(counted content: some Collection<UInt8>) {
    append(varint: Int64(content.count))
    append(contentsOf: content)
  }
}
