import BenchHarness
import Protobuf

/// Decoding messages into an arena, which gives views whose UTF-8 is checked, and encoding them from one.
enum MessageRows {
  static func rows(_ workload: Workload) throws -> [Row] {
    let kept = try KeptMessages(workload)
    let program = kept.program
    let reused = UnsafeMutablePointer<MessageArena>.allocate(capacity: 1)
    reused.initialize(to: MessageArena())
    return [
      Row(name: "\(workload.name)/decode", recordCount: workload.records.count) {
        for record in workload.records { try program.decode(record, into: &reused.pointee) }
      },
      Row(name: "\(workload.name)/encode", recordCount: workload.records.count) {
        for place in workload.records.indices {
          if kept.output.pointee.count > KeptMessages.batchSize { kept.output.pointee.removeAll(keepingCapacity: true) }
          try program.encode(&kept.arenas[place], into: &kept.output.pointee)
          keep(kept.output.pointee.count)
        }
      },
    ]
  }
}
