import Avro

/// Generic decoding into an arena, which gives views whose UTF-8 is checked, and encoding from one.
enum GenericRows {
  /// Records are appended to a buffer that is emptied when it holds more than this, as a producer's batch is.
  private static let batchSize = 1 << 14

  static func rows(_ workload: Workload) throws -> [Row] {
    let program = try AvroProgram(workload.schema)
    let reused = UnsafeMutablePointer<RecordArena>.allocate(capacity: 1)
    reused.initialize(to: RecordArena())
    let kept = UnsafeMutablePointer<RecordArena>.allocate(capacity: workload.records.count)
    for (place, record) in workload.records.enumerated() {
      (kept + place).initialize(to: RecordArena())
      try program.decode(record, into: &kept[place])
      var output: [UInt8] = []
      try program.encode(&kept[place], into: &output)
      guard output.elementsEqual(record) else {
        throw Workload.Malformed(description: "\(workload.name): record \(place) is written otherwise")
      }
    }
    let output = UnsafeMutablePointer<[UInt8]>.allocate(capacity: 1)
    output.initialize(to: [])
    return [
      Row(name: "\(workload.name)/decode", recordCount: workload.records.count) {
        for record in workload.records { try program.decode(record, into: &reused.pointee) }
      },
      Row(name: "\(workload.name)/encode", recordCount: workload.records.count) {
        for place in workload.records.indices {
          if output.pointee.count > batchSize { output.pointee.removeAll(keepingCapacity: true) }
          try program.encode(&kept[place], into: &output.pointee)
          keep(output.pointee.count)
        }
      },
    ]
  }
}
