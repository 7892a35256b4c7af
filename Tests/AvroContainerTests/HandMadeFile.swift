import AvroContainer

/// Container files put together byte by byte, so that they can be wrong.
struct HandMadeFile {
  var bytes: [UInt8] = [0x4F, 0x62, 0x6A, 1]
  static let marker = Array(UInt8(0x10)..<0x20)

  /// A file without blocks. A codec or schema that is nil is left out.
  init(schema: String? = #""string""#, codec: String? = "null", extra: [(String, [UInt8])] = []) {
    var entries = extra
    if let schema { entries.append(("avro.schema", Array(schema.utf8))) }
    if let codec { entries.append(("avro.codec", Array(codec.utf8))) }
    if !entries.isEmpty { long(Int64(entries.count)) }
    for (key, value) in entries {
      long(Int64(key.utf8.count))
      bytes += key.utf8
      long(Int64(value.count))
      bytes += value
    }
    long(0)
    bytes += Self.marker
  }

  /// Begins with some bytes instead.
  init(raw: [UInt8]) { bytes = raw }

  mutating func long(_ value: Int64) { bytes += Self.long(value) }

  /// Appends a block that says what it is told to say.
  mutating func block(count: Int64, _ data: [UInt8], size: Int64? = nil, marker: [UInt8] = marker) {
    long(count)
    long(size ?? Int64(data.count))
    bytes += data + marker
  }

  static func long(_ value: Int64) -> [UInt8] {
    var bytes: [UInt8] = []
    var rest = UInt64(bitPattern: value << 1 ^ value >> 63)
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    return bytes + [UInt8(rest)]
  }
}

/// What came out of a file before its end, and how it ended.
struct ReadingResult {
  var records: [String] = []
  var error: AvroFileError?

  /// Reads a file that is in memory.
  init(_ bytes: [UInt8], limits: AvroFileLimits = AvroFileLimits()) {
    do throws(AvroFileError) {
      var file = try AvroFileReader(bytes: bytes, limits: limits)
      try read(&file)
    } catch {
      self.error = error
    }
  }

  /// Reads a file.
  init(path: String) throws(AvroFileError) {
    var file = try AvroFileReader(path: path)
    try read(&file)
  }

  private mutating func read(_ file: inout AvroFileReader) throws(AvroFileError) {
    while try file.next() { records.append(String(decoding: try file.jsonText(), as: UTF8.self)) }
  }
}
