import Avro
import AvroContainer
import SchemaCore

/// Reads a container file to its end, going on behind what is broken.
enum ContainerTarget {
  private static let limits = AvroFileLimits(
    maximumHeaderBytes: 1 << 14, maximumMetadataEntries: 100, maximumBlockBytes: 1 << 16, maximumEmptyRecords: 256,
    record: FuzzSchemas.limits)

  static func run(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard
      var reader = try? AvroFileReader(bytes: Array(bytes), limits: limits)
    else { return }
    // A record takes a byte or counts as an empty one, and something is left out each time.
    var turnsLeft = 4 * bytes.count + 1024
    while turnsLeft > 0 {
      turnsLeft -= 1
      do throws(AvroFileError) {
        guard try reader.next() else { return }
        if reader.recordCount < 16 { _ = try reader.jsonText() }
      } catch {
        precondition(error.byteOffset.map { $0 <= bytes.count } ?? true, "an error is outside of the file")
        guard (try? reader.recover()) != nil else { return }
      }
    }
  }
}
