import BenchHarness
import Glibc

/// Measures records with their frames, from bytes to values and back. With `SERDE_ROWS=codec` in the environment it measures
/// the codec alone, on the same records.
@main enum SerdeBench {
  static func main() async throws {
    guard CommandLine.arguments.count > 1 else { throw BenchFailure("expected FOLDER first") }
    let isCodecAlone = getenv("SERDE_ROWS").map { String(cString: $0) } == "codec"
    var rows: [String: [Row]] = [:]
    for name in ["w1", "w2", "payment"] {
      rows[name] = try await Workload(name, in: CommandLine.arguments[1])?.rows(ofCodecAlone: isCodecAlone)
    }
    try BenchProgram.run(rows.keys.sorted()) { name, _ in rows[name] ?? [] }
  }
}
