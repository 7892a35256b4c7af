import Avro
import BenchHarness

/// Generic decoding into an arena, which gives views whose UTF-8 is checked, and encoding from one.
enum GenericRows {
  static func rows(_ workload: Workload) throws -> [Row] {
    let kept = try KeptRecords(workload)
    let program = kept.program
    let reused = UnsafeMutablePointer<RecordArena>.allocate(capacity: 1)
    reused.initialize(to: RecordArena())
    return [
      Row(name: "\(workload.name)/decode", recordCount: workload.records.count) {
        for record in workload.records { try program.decode(record, into: &reused.pointee) }
      },
      Row(name: "\(workload.name)/encode", recordCount: workload.records.count) {
        for place in workload.records.indices {
          if kept.output.pointee.count > KeptRecords.batchSize {
            kept.output.pointee.removeAll(keepingCapacity: true)
          }
          try program.encode(&kept.arenas[place], into: &kept.output.pointee)
          keep(kept.output.pointee.count)
        }
      },
    ]
  }
}
