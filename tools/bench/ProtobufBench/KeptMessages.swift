import BenchHarness
import Protobuf

/// All messages of a workload in memory, as a producer has them, and where to write them.
struct KeptMessages {
  /// Messages are appended to a buffer that is emptied when it holds more than this, as a producer's batch is.
  static let batchSize = 1 << 14

  let program: ProtobufProgram
  let arenas: UnsafeMutablePointer<MessageArena>
  let output: UnsafeMutablePointer<[UInt8]>

  /// - Throws: also if a message is not written as it was read.
  init(_ workload: Workload) throws {
    program = try ProtobufProgram(workload.files, message: workload.message)
    arenas = .allocate(capacity: workload.records.count)
    output = .allocate(capacity: 1)
    output.initialize(to: [])
    for (place, record) in workload.records.enumerated() {
      (arenas + place).initialize(to: MessageArena())
      try program.decode(record, into: &arenas[place])
      try program.encode(&arenas[place], into: &output.pointee)
      guard output.pointee.elementsEqual(record) else {
        throw BenchFailure("\(workload.name): message \(place) is written otherwise")
      }
      output.pointee.removeAll(keepingCapacity: true)
    }
  }
}
