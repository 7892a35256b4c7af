import BenchHarness
import Glibc
import SchemaCore

/// Measures records with their frames, from bytes to values and back. With `SERDE_ROWS=codec` in the environment it measures
/// the codec alone, on the same records.
///
///     SerdeBench FOLDER --topics BROKERS COUNT ROUND
///
/// measures records to a topic and back.
@main enum SerdeBench {
  static func main() async throws {
    let arguments = CommandLine.arguments
    guard arguments.count > 1 else { throw BenchFailure("expected FOLDER first") }
    let workloads = try ["w1", "w2", "payment"].compactMap { try Workload($0, in: arguments[1]) }
    if arguments.count == 6, arguments[2] == "--topics", let count = Int(arguments[4]), count > 1 {
      let work = Topics(brokers: arguments[3], count: count, round: arguments[5])
      for workload in workloads { try await workload.withPayload(work) }
      return
    }
    let isCodecAlone = getenv("SERDE_ROWS").map { String(cString: $0) } == "codec"
    var rows: [String: [Row]] = [:]
    for workload in workloads {
      rows[workload.name] = try await workload.withPayload(Serdes(isCodecAlone: isCodecAlone))
    }
    try BenchProgram.run(workloads.map(\.name)) { name, _ in rows[name] ?? [] }
  }

  private struct Topics: PayloadWork {
    let brokers: String
    let count: Int
    let round: String

    func callAsFunction<Payload: PayloadCodec>(
      _ payload: Payload, _ workload: Workload
    ) async throws where Payload.Record: Sendable {
      try await TopicRates(payload, workload).measure(brokers: brokers, count: count, round: round)
    }
  }

  private struct Serdes: PayloadWork {
    let isCodecAlone: Bool

    func callAsFunction<Payload: PayloadCodec>(
      _ payload: Payload, _ workload: Workload
    ) async throws -> [Row] where Payload.Record: Sendable {
      try await SerdeRows(payload, workload).rows(ofCodecAlone: isCodecAlone)
    }
  }
}
