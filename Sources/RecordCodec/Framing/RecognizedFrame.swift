import SchemaCore

/// What some bytes may be, told by how they begin: for people who wonder what a topic holds. Nothing is decoded.
public enum RecognizedFrame: Hashable, Sendable, CustomStringConvertible {
  /// There are no bytes.
  case empty
  /// A frame that names its schema.
  case framed(FrameIdentity, isCompressed: Bool)
  /// Something that begins with the first byte of a frame, and why it is none.
  case damaged(FramingError, first: UInt8)
  /// An Avro object container file.
  case container
  /// JSON text that stands there alone.
  case json
  /// A record of the first versions of Azure's serializers, which wrote a schema's ID in 32 hexadecimal digits.
  case azure(schema: String)
  /// None of these; its first byte.
  case unknown(first: UInt8)

  /// Looks at the beginning of some bytes.
  public init(_ bytes: [UInt8]) {
    guard let first = bytes.first else {
      self = .empty
      return
    }
    if let azure = Self.azureSchema(bytes) {
      self = .azure(schema: azure)
    } else if bytes.starts(with: [0x4F, 0x62, 0x6A, 0x01]) {
      self = .container
    } else if [UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: "\"")].contains(first) {
      self = .json
    } else {
      do {
        let prefix = try FramePrefix(bytes[...], kinds: .all)
        self = .framed(prefix.identity, isCompressed: prefix.isCompressed)
      } catch {
        self = error.kind == .unknownMagicByte ? .unknown(first: first) : .damaged(error, first: first)
      }
    }
  }

  public var description: String {
    switch self {
    case .empty: "nothing; a tombstone, if it is a record's value"
    case .framed(.registered(.id), _): "a record framed with a schema ID"
    case .framed(.registered(.guid), _): "a record framed with a schema GUID"
    case .framed(.apicurio, _): "perhaps a record framed for Apicurio: a zero byte and a schema ID of eight bytes"
    case .framed(.glue, false): "a record framed for AWS Glue, not compressed"
    case .framed(.glue, true): "a record framed for AWS Glue, compressed by zlib"
    case .framed(.fingerprint, _): "an Avro single object: C3 01 and a schema fingerprint"
    case .damaged(let error, let first): "\(Self.kind(first)), which is damaged: \(error)"
    case .container: "an Avro object container file"
    case .json: "probably JSON text without a frame"
    case .azure: "perhaps a record of early Azure serializers: four zero bytes and a schema ID in hexadecimal digits"
    case .unknown(let first): "not a frame that is known; the first byte is \(Hexadecimal.text([first]))"
    }
  }

  /// What frames begin with a byte.
  private static func kind(_ first: UInt8) -> String {
    switch first {
    case 0: "a record framed with a schema ID"
    case 1: "a record framed with a schema GUID"
    case 3: "perhaps a record framed for AWS Glue"
    default: "perhaps an Avro single object"
    }
  }

  private static func azureSchema(_ bytes: [UInt8]) -> String? {
    guard bytes.count >= 36, bytes.prefix(4).allSatisfy({ $0 == 0 }) else { return nil }
    let text = String(decoding: bytes[4..<36], as: UTF8.self)
    return SchemaGUID(text) == nil ? nil : text
  }
}
