/// Reads the parts of a header, before anybody asks what they mean.
struct HeaderParser: ~Copyable {
  private let limits: AvroFileLimits
  /// How far the header has been read.
  private var place = 0
  private(set) var metadata: [String: [UInt8]] = [:]
  private var entries = 0

  struct Parts {
    let metadata: [String: [UInt8]]
    let syncMarker: SyncMarker
    let byteCount: Int
  }

  /// Reads the header and takes it from the input.
  static func parse(_ input: inout ByteInput, limits: AvroFileLimits) throws(AvroFileError) -> Parts {
    var parser = HeaderParser(limits)
    try parser.readMagic(&input)
    try parser.readMetadata(&input)
    let marker = try parser.take(SyncMarker.byteCount, from: &input) { SyncMarker(startOf: $0) }
    input.consume(parser.place)
    return Parts(metadata: parser.metadata, syncMarker: marker, byteCount: parser.place)
  }

  private init(_ limits: AvroFileLimits) { self.limits = limits }

  private mutating func readMagic(_ input: inout ByteInput) throws(AvroFileError) {
    let magic = AvroFileHeader.magic
    let isComplete = try input.fill(magic.count)
    let count = min(input.available, magic.count)
    let begins = input.withBytes(0..<count) { $0.elementsEqual(magic.prefix(count)) }
    if !begins || count == 0 {
      throw AvroFileError(
        .notAContainer,
        count == 0
          ? "the file is empty; a container file has at least a header"
          : "this is not an Avro container file: it does not begin with the bytes 4F 62 6A 01")
    }
    if !isComplete { throw Self.truncated }
    place = magic.count
  }

  /// The metadata is encoded as a map of bytes: blocks of entries, the last of which has none.
  private mutating func readMetadata(_ input: inout ByteInput) throws(AvroFileError) {
    while true {
      let start = place
      var count = try long(&input)
      if count == 0 { return }
      if count < 0 {
        // A negative count is followed by the block's size in bytes, for those who skip it.
        let size = try long(&input)
        if size < 0 || count == .min { throw malformed("a count or size in the metadata is negative", at: start) }
        count = -count
      }
      if count > limits.maximumMetadataEntries - entries {
        throw AvroFileError(.limit, "the metadata has more than \(limits.maximumMetadataEntries) entries", at: start)
      }
      entries += Int(count)
      for _ in 0..<count { try readEntry(&input) }
    }
  }

  private mutating func readEntry(_ input: inout ByteInput) throws(AvroFileError) {
    let start = place
    guard let key = String(validating: try bytes(&input), as: UTF8.self) else {
      throw malformed("a key in the metadata is not UTF-8 text", at: start)
    }
    metadata[key] = try bytes(&input)
  }

  private mutating func bytes(_ input: inout ByteInput) throws(AvroFileError) -> [UInt8] {
    let start = place
    let count = try long(&input)
    if count < 0 { throw malformed("a count of bytes in the metadata is negative", at: start) }
    return try take(Int(count), from: &input) { Array($0) }
  }

  private mutating func long(_ input: inout ByteInput) throws(AvroFileError) -> Int64 {
    let start = place
    switch try input.long(at: &place) {
    case .value(let value): return value
    case .end: throw Self.truncated
    case .malformed: throw malformed("the bytes are not a variable-length number of at most 64 bits", at: start)
    }
  }

  private mutating func take<Result>(
    _ count: Int, from input: inout ByteInput, _ body: (UnsafeRawBufferPointer) -> Result
  ) throws(AvroFileError) -> Result {
    if count > limits.maximumHeaderBytes - place {
      throw AvroFileError(.limit, "the header has more than \(limits.maximumHeaderBytes) bytes", at: place)
    }
    guard try input.fill(place + count) else { throw Self.truncated }
    let result = input.withBytes(place..<place + count) { body($0) }
    place += count
    return result
  }

  private static let truncated = AvroFileError(
    .truncated, "the file ends inside its header; nothing in it can be read")

  private func malformed(_ message: String, at place: Int) -> AvroFileError {
    AvroFileError(.malformed, message, at: place)
  }
}
