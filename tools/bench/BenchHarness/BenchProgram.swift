import Glibc

/// What the measuring programs in Swift have in common: their arguments, the clock and the rounds.
///
///     PROGRAM FOLDER ROUNDS MILLISECONDS
///     PROGRAM FOLDER --only ROW PASSES
///
/// The first measures every row; the second goes over the records of one row, for those who count instructions.
public enum BenchProgram {
  /// Does what the command line asks for.
  ///
  /// - Parameters:
  ///   - workloads: their names, with which the names of their rows begin.
  ///   - rows: the rows of a workload in a folder; none if the folder does not have it.
  public static func run(_ workloads: [String], rows: (_ workload: String, _ folder: String) throws -> [Row]) throws {
    let arguments = CommandLine.arguments
    if arguments.count == 5, arguments[2] == "--only", let passes = Int(arguments[4]) {
      for workload in workloads where arguments[3].hasPrefix(workload + "/") {
        for row in try rows(workload, arguments[1]) where row.name == arguments[3] {
          for _ in 0..<passes { try row.pass() }
        }
      }
    } else if arguments.count == 4, let rounds = Int(arguments[2]), let milliseconds = Double(arguments[3]) {
      // All of a set are made before the first is measured, as a process has them that codes many kinds of records.
      for row in try workloads.flatMap({ try rows($0, arguments[1]) }) {
        try measure(row, rounds: rounds, milliseconds: milliseconds)
      }
    } else {
      throw BenchFailure("expected FOLDER ROUNDS MILLISECONDS, or FOLDER --only ROW PASSES")
    }
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

/// Why a program cannot measure.
public struct BenchFailure: Error, CustomStringConvertible {
  public var description: String

  public init(_ description: String) { self.description = description }
}
