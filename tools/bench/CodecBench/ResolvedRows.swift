import Avro
import BenchHarness

/// Decoding into an arena as another schema has the record.
enum ResolvedRows {
  static func rows(_ workload: Workload) throws -> [Row] {
    try workload.readers.sorted { $0.key < $1.key }.map { kind, reader in
      let program = try AvroProgram(writer: workload.schema, reader: reader)
      let reused = UnsafeMutablePointer<RecordArena>.allocate(capacity: 1)
      reused.initialize(to: RecordArena())
      return Row(name: "\(workload.name)/decode-\(kind)", recordCount: workload.records.count) {
        for record in workload.records { try program.decode(record, into: &reused.pointee) }
      }
    }
  }
}
