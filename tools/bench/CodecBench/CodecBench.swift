import Glibc

/// Measures the Avro codec, or goes over the records of one row for those who count instructions.
///
///     CodecBench FOLDER ROUNDS MILLISECONDS
///     CodecBench FOLDER --only ROW PASSES
@main enum CodecBench {
  static let workloads = ["w1", "w2", "w3", "w4", "payment"]

  /// Each gives some rows for a workload, and none where it has nothing to measure.
  static let families: [@Sendable (Workload) throws -> [Row]] = [
    GenericRows.rows, ResolvedRows.rows, TypedRows.rows, CodableRows.rows, ContainerRows.rows,
  ]

  static func main() throws {
    let arguments = CommandLine.arguments
    if arguments.count == 5, arguments[2] == "--only", let passes = Int(arguments[4]) {
      let workloads = workloads.filter { arguments[3].hasPrefix($0 + "/") }
      for row in try rows(of: workloads, in: arguments[1]) where row.name == arguments[3] {
        for _ in 0..<passes { try row.pass() }
      }
    } else if arguments.count == 4, let rounds = Int(arguments[2]), let milliseconds = Double(arguments[3]) {
      for row in try rows(of: workloads, in: arguments[1]) {
        try measure(row, rounds: rounds, milliseconds: milliseconds)
      }
    } else {
      throw Workload.Malformed(description: "expected FOLDER ROUNDS MILLISECONDS, or FOLDER --only ROW PASSES")
    }
  }

  private static func rows(of workloads: [String], in folder: String) throws -> [Row] {
    var rows: [Row] = []
    for name in workloads {
      guard let workload = try Workload(name, in: folder) else { continue }
      for family in families { rows += try family(workload) }
    }
    return rows
  }

  /// Prints one line a round: the row and its ns of CPU time for each record.
  private static func measure(_ row: Row, rounds: Int, milliseconds: Double) throws {
    try row.pass()
    for _ in 0..<rounds {
      let started = cpuNanoseconds()
      var passes = 0.0
      var spent = 0.0
      repeat {
        try row.pass()
        passes += 1
        spent = cpuNanoseconds() - started
      } while spent < milliseconds * 1e6
      print("\(row.name)\t\(spent / passes / Double(row.recordCount))")
    }
  }

  private static func cpuNanoseconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) * 1e9 + Double(time.tv_nsec)
  }
}
