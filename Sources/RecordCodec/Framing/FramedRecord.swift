public import SchemaCore

/// A framed record taken apart: which schema it was written with, and the data. Nothing is copied.
public struct FramedRecord: Sendable {
  /// The schema that the data was written with.
  public let schema: FrameIdentity
  /// The data, as the schema's format encodes it, unless it is compressed.
  public private(set) var payload: ArraySlice<UInt8>
  /// Where the identity was found.
  public let wireFormat: WireFormat
  /// True if the data is compressed by zlib, which only frames of AWS Glue can say.
  public let isCompressed: Bool
  /// What stands in the header behind the identity.
  private var headerRest: ArraySlice<UInt8> = []

  /// Takes a record apart. The last header of the part's name counts, if there is one; otherwise the payload must begin
  /// with a frame. A frame of either kind is understood in both places.
  ///
  /// - Parameter kinds: which frames are understood in front of the payload.
  /// - Throws: `FramingError`.
  public init(
    parsing bytes: [UInt8], headers: [RecordHeader] = [], part: RecordPart = .value, kinds: FrameKinds = .registry
  ) throws(FramingError) {
    if let frame = headers.schemaFrame(of: part) {
      let header = try FramePrefix(frame[...], kinds: .registry)
      schema = header.identity
      headerRest = frame.dropFirst(header.byteCount)
      payload = bytes[...]
      wireFormat = .header
      isCompressed = false
    } else {
      let prefix = try FramePrefix(bytes[...], kinds: kinds)
      schema = prefix.identity
      payload = bytes.dropFirst(prefix.byteCount)
      wireFormat = .payloadPrefix
      isCompressed = prefix.isCompressed
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
}
