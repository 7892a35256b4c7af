/// The name of a schema format as it stands in the registry API's `schemaType`: exactly these letters, upper case.
public struct FormatName: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
  /// The name on the wire, such as `AVRO`.
  public let rawValue: String

  public init(rawValue: String) {
    self.rawValue = rawValue
  }

  /// Apache Avro, also the format of a request that names none.
  public static let avro = FormatName(rawValue: "AVRO")
  /// Protocol Buffers.
  public static let protobuf = FormatName(rawValue: "PROTOBUF")
  /// JSON Schema.
  public static let json = FormatName(rawValue: "JSON")

  /// The formats that the registry API knows.
  public static let all = [FormatName.avro, .protobuf, .json]

  public var description: String { rawValue }
}
