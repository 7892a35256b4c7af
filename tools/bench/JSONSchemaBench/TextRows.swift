import BenchHarness
import JSONSchema

/// Reading a text into an arena, and writing it from one.
enum TextRows {
  static func rows(_ workload: Workload) throws -> [Row] {
    let count = workload.texts.count
    let arenas = UnsafeMutablePointer<JSONRecordArena>.allocate(capacity: count)
    for (place, text) in workload.texts.enumerated() {
      (arenas + place).initialize(to: JSONRecordArena())
      try arenas[place].read(text)
    }
    let reused = UnsafeMutablePointer<JSONRecordArena>.allocate(capacity: 1)
    reused.initialize(to: JSONRecordArena())
    let output = UnsafeMutablePointer<[UInt8]>.allocate(capacity: 1)
    output.initialize(to: [])
    return [
      Row(name: "\(workload.name)/parse", recordCount: count) {
        for text in workload.texts { try reused.pointee.read(text) }
      },
      Row(name: "\(workload.name)/write", recordCount: count) {
        for place in 0..<count {
          output.pointee.removeAll(keepingCapacity: true)
          arenas[place].write(into: &output.pointee)
          keep(output.pointee.count)
        }
      },
    ]
  }
}
