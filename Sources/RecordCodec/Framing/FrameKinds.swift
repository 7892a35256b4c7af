/// Which frames a reader understands.
public struct FrameKinds: OptionSet, Hashable, Sendable {
  public let rawValue: Int

  public init(rawValue: Int) {
    self.rawValue = rawValue
  }

  /// What the serializers of Confluent and of all that are compatible with them write: a schema ID of four bytes, or a
  /// GUID.
  public static let registry = FrameKinds(rawValue: 1)
  /// What Apicurio's serializers write by default before version 3: a schema ID of eight bytes. As IDs are small it is
  /// told apart by four zero bytes in front, which no registry of the first kind gives out as an ID.
  public static let apicurio = FrameKinds(rawValue: 2)
  /// What the serializers of AWS Glue write: a schema version's UUID of 16 bytes; the data may be compressed.
  public static let glue = FrameKinds(rawValue: 4)
  /// Avro's single-object encoding: a fingerprint of the schema.
  public static let singleObject = FrameKinds(rawValue: 8)

  /// All of them.
  public static let all: FrameKinds = [.registry, .apicurio, .glue, .singleObject]
}
