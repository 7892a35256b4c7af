public import SchemaCore

/// How the frame of a record names the schema that it was written with.
public enum FrameIdentity: Hashable, Sendable, CustomStringConvertible {
  /// By its ID or GUID in a schema registry of this kind.
  case registered(SchemaIdentity)
  /// By its number in an Apicurio registry, in eight bytes.
  case apicurio(UInt64)
  /// By its version's UUID in an AWS Glue registry.
  case glue(SchemaGUID)
  /// By its CRC-64-AVRO fingerprint (Avro 1.12 specification, Single-object encoding).
  case fingerprint(UInt64)

  public var description: String {
    switch self {
    case .registered(let identity): identity.description
    case .apicurio(let number): "Apicurio schema ID \(number)"
    case .glue(let version): "AWS Glue schema version \(version)"
    case .fingerprint(let fingerprint): "Avro schema fingerprint \(Hexadecimal.text(fingerprint.bigEndianBytes))"
    }
  }

  /// The bytes that name the schema in front of data that is not compressed.
  public var frame: [UInt8] {
    switch self {
    case .registered(let identity): FramedRecord.frame(for: identity)
    case .apicurio(let number): [0] + number.bigEndianBytes
    case .glue(let version): [3, 0] + version.bytes
    case .fingerprint(let fingerprint): [0xC3, 0x01] + fingerprint.bigEndianBytes.reversed()
    }
  }
}

extension UInt64 {
  /// The eight bytes, most significant first.
  fileprivate var bigEndianBytes: [UInt8] { withUnsafeBytes(of: bigEndian) { Array($0) } }
}
