public import Avro

/// What a container file may ask for before it is refused, so that no file can exhaust the process.
public struct AvroFileLimits: Hashable, Sendable {
  /// How long the header may be, in bytes: schema, metadata and all.
  public var maximumHeaderBytes: Int
  /// How many entries the metadata may have.
  public var maximumMetadataEntries: Int
  /// How large a block may be, in bytes: as it stands in the file, and decompressed. More than 2 GiB are never
  /// accepted.
  public var maximumBlockBytes: Int
  /// How many records that take no byte at all, such as nulls, a file may have: a few bytes can claim any number.
  public var maximumEmptyRecords: Int
  /// What each record may cost.
  public var record: RecordLimits

  public init(
    maximumHeaderBytes: Int = 8 << 20, maximumMetadataEntries: Int = 10_000, maximumBlockBytes: Int = 64 << 20,
    maximumEmptyRecords: Int = 1 << 24, record: RecordLimits = RecordLimits()
  ) {
    self.maximumHeaderBytes = maximumHeaderBytes
    self.maximumMetadataEntries = maximumMetadataEntries
    self.maximumBlockBytes = maximumBlockBytes
    self.maximumEmptyRecords = maximumEmptyRecords
    self.record = record
  }

  /// `maximumBlockBytes`, as far as the libraries of the codecs go.
  var acceptedBlockBytes: Int { min(max(maximumBlockBytes, 0), Int(Int32.max)) }
}
