public import SchemaCore

/// A framed record taken apart: which schema it was written with, and the data. Nothing is copied.
public struct FramedRecord: Sendable {
  /// The schema that the data was written with.
  public var schema: SchemaIdentity
  /// The data, as the schema's format encodes it.
  public var payload: ArraySlice<UInt8>
  /// Where the identity was found.
  public var wireFormat: WireFormat
  /// What stands in the header behind the identity.
  private var headerRest: ArraySlice<UInt8> = []

  /// Takes a record apart. The last header of the part's name counts, if there is one; otherwise the payload must begin
  /// with a frame. A frame of either kind is understood in both places.
  ///
  /// - Throws: `FramingError`.
  public init(
    parsing bytes: [UInt8], headers: [RecordHeader] = [], part: RecordPart = .value
  ) throws(FramingError) {
    if let header = headers.last(where: { $0.name == part.headerName }), let frame = header.value {
      let header = try Self.identity(at: frame[...])
      schema = header.identity
      headerRest = header.rest
      payload = bytes[...]
      wireFormat = .header
    } else {
      let prefix = try Self.identity(at: bytes[...])
      schema = prefix.identity
      payload = prefix.rest
      wireFormat = .payloadPrefix
    }
  }

  /// Takes the message indexes off, which stand behind the identity if the schema's format has them.
  ///
  /// - Throws: `FramingError` if there are none.
  public mutating func takeMessageIndexes() throws(FramingError) -> [Int] {
    switch wireFormat {
    case .payloadPrefix: try MessageIndexes.take(from: &payload)
    case .header: try MessageIndexes.take(from: &headerRest)
    }
  }

  /// The bytes that name a schema in front of a payload or in a header.
  public static func frame(for schema: SchemaIdentity) -> [UInt8] {
    switch schema {
    case .id(let id):
      withUnsafeBytes(of: id.rawValue.bigEndian) { [0] + Array($0) }
    case .guid(let guid):
      [1] + guid.bytes
    }
  }

  private static func identity(
    at bytes: ArraySlice<UInt8>
  ) throws(FramingError) -> (identity: SchemaIdentity, rest: ArraySlice<UInt8>) {
    guard let magic = bytes.first else { throw .empty }
    switch magic {
    case 0:
      guard bytes.count >= 5 else { throw .truncated(bytes.count, needed: 5) }
      let number = bytes.dropFirst().prefix(4).reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
      guard let id = Int32(exactly: number), id > 0 else {
        throw FramingError(
          kind: .invalidIdentity, description: "schema ID \(number) is not one that a registry gives out")
      }
      return (.id(SchemaID(rawValue: id)), bytes.dropFirst(5))
    case 1:
      guard let guid = SchemaGUID(bytes: bytes.dropFirst().prefix(16)) else {
        throw .truncated(bytes.count, needed: 17)
      }
      return (.guid(guid), bytes.dropFirst(17))
    default:
      throw .unknownMagicByte(bytes)
    }
  }
}
