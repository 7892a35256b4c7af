import SchemaCore

/// What some bytes seem to be, by how they begin and how they hold together.
struct BlobGuess: Equatable {
  enum Kind: Equatable {
    /// A frame that names a schema of a registry.
    case registryFrame
    /// Anything else.
    case other
  }

  var kind = Kind.other
  /// What it is.
  var what: String
  /// By what it was recognised.
  var why: String
  /// What reads it.
  var next: String?

  /// The likeliest.
  init(_ bytes: [UInt8]) {
    self = Self.framed(bytes) ?? Self.file(bytes) ?? Self.bare(bytes)
  }

  private init(_ what: String, why: String, next: String? = nil, kind: Kind = .other) {
    self.kind = kind
    self.what = what
    self.why = why
    self.next = next
  }

  /// Frames, which are told by their first byte.
  private static func framed(_ bytes: [UInt8]) -> BlobGuess? {
    guard let first = bytes.first else {
      return BlobGuess("nothing", why: "there are no bytes; a tombstone is a null value, which is not an empty one")
    }
    switch first {
    case 0: return zeroByte(bytes)
    case 1:
      return BlobGuess(
        "a record framed with a schema GUID",
        why: bytes.count == 17
          ? "a byte 1 and 16 bytes of a GUID, and nothing else: as headers __value_schema_id and __key_schema_id have it"
          : "a byte 1 and 16 bytes of a GUID",
        next: bytes.count == 17 ? "martlet inspect --header, with the record's bytes as input" : nil,
        kind: .registryFrame)
    case 3 where bytes.count < 2 || [0, 5].contains(bytes[1]):
      let isCompressed = bytes.count > 1 && bytes[1] == 5
      let version = bytes.count >= 18 ? guid(bytes[2..<18]) : "cut off"
      return BlobGuess(
        "a record framed for AWS Glue" + (isCompressed ? ", compressed with zlib" : ""),
        why: "version byte 3, compression byte \(isCompressed ? "5" : "0"), schema version \(version)",
        next: "a client of AWS Glue, which knows the schema")
    case 0xC3 where bytes.count > 1 && bytes[1] == 1:
      let print = bytes.dropFirst(2).prefix(8).reversed()
      return BlobGuess(
        "an Avro single object",
        why: "C3 01 and eight bytes, the CRC-64-AVRO fingerprint \(Hexadecimal.text(Array(print))) of its schema",
        next: "a reader that finds schemas by this fingerprint")
    default: return nil
    }
  }

  private static func zeroByte(_ bytes: [UInt8]) -> BlobGuess {
    let id = number(bytes.dropFirst().prefix(4))
    if bytes.count >= 9 && id == 0 {
      return BlobGuess(
        "a record framed by Apicurio with an ID of eight bytes",
        why: "a zero byte and the number \(number(bytes[1..<9])); read as four bytes the ID would be 0, which no "
          + "registry gives out",
        next: "martlet inspect, after the ID was shortened to four bytes, if this registry has the same IDs")
    }
    if bytes.count >= 36 && bytes[4..<36].allSatisfy({ Hexadecimal.value($0) != nil }) && bytes[1..<4] == [0, 0, 0] {
      return BlobGuess(
        "a record framed by an early client of the Azure Schema Registry",
        why: "four zero bytes and 32 hexadecimal digits: \(String(decoding: bytes[4..<36], as: UTF8.self))")
    }
    return BlobGuess(
      "a record framed with a schema ID", why: "a zero byte and four bytes that are the number \(id)",
      kind: .registryFrame)
  }

  /// Files and streams of other kinds, by their magic bytes.
  private static func file(_ bytes: [UInt8]) -> BlobGuess? {
    let known: [(magic: [UInt8], what: String, next: String?)] = [
      (Array("Obj\u{1}".utf8), "an Avro object container file", "martlet file show, martlet file read"),
      ([0x1F, 0x8B], "gzip", "gunzip, then martlet inspect"),
      ([0x28, 0xB5, 0x2F, 0xFD], "Zstandard", "unzstd, then martlet inspect"),
      ([0xAC, 0xED, 0x00, 0x05], "an object that Java has serialized", nil),
      (Array("PAR1".utf8), "a Parquet file", nil),
    ]
    guard let found = known.first(where: { bytes.starts(with: $0.magic) }) else { return nil }
    return BlobGuess(found.what, why: "it begins with \(Hexadecimal.text(found.magic))", next: found.next)
  }

  /// Data without a frame, by whether all of it holds together.
  private static func bare(_ bytes: [UInt8]) -> BlobGuess {
    let text = String(validating: bytes, as: UTF8.self)
    let isPrintable = text?.unicodeScalars.allSatisfy { $0.value >= 32 || [9, 10, 13].contains($0.value) } ?? false
    if text != nil, let first = bytes.first(where: { ![9, 10, 13, 32].contains($0) }),
      [UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: "\"")].contains(first)
    {
      do {
        _ = try JSONParser.parse(bytes)
        return BlobGuess(
          "JSON text without a frame", why: "all of it is one JSON value",
          next: "martlet infer, for a schema; martlet produce, to write it with one")
      } catch {
        if isPrintable { return BlobGuess("probably damaged JSON text without a frame", why: "\(error)") }
      }
    }
    if !isPrintable, let shape = ProtobufShape(bytes) {
      return BlobGuess(
        "probably a Protobuf message without a frame",
        why: "all of it is well-formed fields: \(shape.description)", next: "protoc --decode_raw")
    }
    if isPrintable { return BlobGuess("text without a frame", why: "all of it is printable UTF-8") }
    return BlobGuess(
      "not a frame that is known",
      why: "the first byte is \(Hexadecimal.text(bytes.prefix(1))), the bytes are no text, and no Protobuf message; "
        + "it may be Avro without a frame, which only its schema can tell")
  }

  private static func number(_ bytes: some Sequence<UInt8>) -> UInt64 {
    bytes.reduce(0) { $0 << 8 | UInt64($1) }
  }

  private static func guid(_ bytes: ArraySlice<UInt8>) -> String {
    SchemaGUID(bytes: bytes).map { "\($0)" } ?? Hexadecimal.text(bytes)
  }
}
