/// How a container file is written.
public struct AvroFileOptions: Sendable {
  /// How blocks are compressed.
  public var codec: AvroFileCodec
  /// How hard the codec tries; nil for what its library takes for a good compromise.
  public var level: Int?
  /// From how many bytes of records on a block ends. Smaller blocks lose less in a crash; larger ones compress better.
  public var blockBytes: Int
  /// What the header is to say beside schema and codec. Keys that begin with `avro.` are reserved.
  public var metadata: [String: [UInt8]]
  /// The marker between the blocks; a new one unless files have to be the same to the byte.
  public var syncMarker: SyncMarker

  public init(
    codec: AvroFileCodec = .null, level: Int? = nil, blockBytes: Int = 1 << 16, metadata: [String: [UInt8]] = [:],
    syncMarker: SyncMarker = SyncMarker()
  ) {
    self.codec = codec
    self.level = level
    self.blockBytes = blockBytes
    self.metadata = metadata
    self.syncMarker = syncMarker
  }
}
