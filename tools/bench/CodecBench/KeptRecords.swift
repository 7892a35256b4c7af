import Avro

/// All records of a workload in memory, as values that a producer has, and where to write them.
struct KeptRecords {
  /// Records are appended to a buffer that is emptied when it holds more than this, as a producer's batch is.
  static let batchSize = 1 << 14

  let program: AvroProgram
  let arenas: UnsafeMutablePointer<RecordArena>
  let output: UnsafeMutablePointer<[UInt8]>

  /// - Throws: also if a record is not written as it was read.
  init(_ workload: Workload) throws {
    program = try AvroProgram(workload.schema)
    arenas = .allocate(capacity: workload.records.count)
    output = .allocate(capacity: 1)
    output.initialize(to: [])
    for (place, record) in workload.records.enumerated() {
      (arenas + place).initialize(to: RecordArena())
      try program.decode(record, into: &arenas[place])
      output.pointee.removeAll(keepingCapacity: true)
      try program.encode(&arenas[place], into: &output.pointee)
      try workload.check(output.pointee, isRecord: place)
    }
  }
}
