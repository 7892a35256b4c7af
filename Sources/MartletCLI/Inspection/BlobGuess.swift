import RecordCodec
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

  /// Frames, which are told by their first bytes.
  private static func framed(_ bytes: [UInt8]) -> BlobGuess? {
    let frame = RecognizedFrame(bytes)
    func guess(_ why: String, next: String? = nil, kind: Kind = .other) -> BlobGuess {
      BlobGuess(frame.description, why: why, next: next, kind: kind)
    }
    switch frame {
    case .empty: return guess("there are no bytes; a tombstone is a null value, which is not an empty one")
    case .framed(.registered(.id(let id)), _):
      return guess("a zero byte and four bytes that are the number \(id)", kind: .registryFrame)
    case .framed(.registered(.guid), _) where bytes.count == 17:
      return guess(
        "a byte 1 and 16 bytes of a GUID, and nothing else: as headers __value_schema_id and __key_schema_id have it",
        next: "martlet inspect --header, with the record's bytes as input", kind: .registryFrame)
    case .framed(.registered(.guid), _):
      return guess("a byte 1 and 16 bytes of a GUID", kind: .registryFrame)
    case .framed(.apicurio(let number), _):
      return guess(
        "a zero byte and the number \(number) in eight bytes; read as four the ID would be 0, which no registry gives out"
      )
    case .framed(.glue(let version), _):
      return guess(
        "version byte 3, compression byte \(bytes[1]), schema version \(version)",
        next: "a client of AWS Glue, which knows the schema")
    case .framed(.fingerprint, _):
      return guess(
        "C3 01 and eight bytes, the CRC-64-AVRO fingerprint of a schema, least significant first",
        next: "a reader that finds schemas by their fingerprints")
    case .azure(let schema): return guess("four zero bytes and the hexadecimal digits \(schema)")
    case .damaged(let error, let first):
      return guess("\(error)", kind: first < 2 ? .registryFrame : .other)
    case .container, .json, .unknown: return nil
    }
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
}
