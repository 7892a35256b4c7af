import BenchHarness
import Protobuf

/// Reading ProtoJSON into an arena, and writing it from one.
enum JSONRows {
  static func rows(_ workload: Workload) throws -> [Row] {
    let json = try ProtoJSON(workload.files, message: workload.message)
    let count = workload.texts.count
    let arenas = UnsafeMutablePointer<MessageArena>.allocate(capacity: count)
    for place in 0..<count {
      (arenas + place).initialize(to: MessageArena())
      try json.program.decode(workload.records[place], into: &arenas[place])
    }
    let reused = UnsafeMutablePointer<MessageArena>.allocate(capacity: 1)
    reused.initialize(to: MessageArena())
    let texts = workload.texts.map { $0.assumingMemoryBound(to: UInt8.self) }
    return [
      Row(name: "\(workload.name)/to-json", recordCount: count) {
        for place in 0..<count { keep(try json.text(of: arenas[place]).count) }
      },
      Row(name: "\(workload.name)/from-json", recordCount: count) {
        for text in texts { try json.fill(&reused.pointee, withJSON: text) }
      },
    ]
  }
}
