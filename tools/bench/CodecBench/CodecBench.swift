import BenchHarness

/// Measures the Avro codec.
@main enum CodecBench {
  static let workloads = ["w1", "w2", "w3", "w4", "payment"]

  /// Each gives some rows for a workload, and none where it has nothing to measure.
  static let families: [@Sendable (Workload) throws -> [Row]] = [
    GenericRows.rows, ResolvedRows.rows, TypedRows.rows, CodableRows.rows, ContainerRows.rows,
  ]

  static func main() throws {
    try BenchProgram.run(workloads) { name, folder in
      guard let workload = try Workload(name, in: folder) else { return [] }
      return try families.flatMap { try $0(workload) }
    }
  }
}
