import BenchHarness

/// Measures JSON Schema.
@main enum JSONSchemaBench {
  static let workloads = ["w1", "w2", "w3", "w4", "payment"]

  static func main() throws {
    try BenchProgram.run(workloads + [SchemaRows.name]) { name, folder in
      if name == SchemaRows.name { return try SchemaRows.rows(in: folder) }
      guard let workload = try Workload(name, in: folder) else { return [] }
      return try VerdictRows.rows(workload) + TextRows.rows(workload) + CodableRows.rows(workload)
    }
  }
}
