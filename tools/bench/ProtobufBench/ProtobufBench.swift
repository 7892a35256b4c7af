import BenchHarness

/// Measures the Protobuf codec.
@main enum ProtobufBench {
  static let workloads = ["w1", "w2", "w3", "w4", "order"]

  static func main() throws {
    try BenchProgram.run(workloads + [SchemaRows.name]) { name, folder in
      if name == SchemaRows.name { return try SchemaRows.rows(in: folder) }
      guard let workload = try Workload(name, in: folder) else { return [] }
      return try MessageRows.rows(workload) + JSONRows.rows(workload)
    }
  }
}
