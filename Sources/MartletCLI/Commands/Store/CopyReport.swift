import Registry
import SchemaCore
import ServerSettings

/// What was copied from one store to another, and what is wrong with it, for people and for programs.
struct CopyReport {
  private let from: StoreLocation
  private let to: StoreLocation
  /// How many records were copied.
  let count: Int
  private let orphans: [SubjectName]
  private let source: VerificationReport

  /// - Parameters:
  ///   - count: how many records were copied.
  ///   - log: what the source holds.
  init(from: StoreLocation, to: StoreLocation, count: Int, log: LogVerification) {
    self.from = from
    self.to = to
    self.count = count
    orphans = Self.orphans(of: log.state)
    // Compaction takes away what later records have replaced, and leaves gaps in the numbers.
    source = VerificationReport(store: from, problems: [], log: log, omitting: [.numbering])
  }

  /// True if nothing is wrong but for warnings.
  var isSound: Bool { source.isSound }

  /// Lines for people. `colored` marks the verdict.
  func text(colored: Bool) -> String {
    var lines = [source.text(colored: colored)]
    lines += orphans.map { "note: subject \($0) has settings and no versions" }
    lines.append("copied \(count) \(count == 1 ? "record" : "records") from \(from) to \(to)")
    return lines.joined(separator: "\n")
  }

  /// The same as data.
  var json: JSONValue {
    .object([
      "from": .string(from.description), "to": .string(to.description), "copied": .number(JSONNumber(count)),
      "sound": .bool(isSound), "source": source.json,
      "settingsWithoutVersions": .array(orphans.map { .string($0.description) }),
    ])
  }

  /// Subjects that have settings or a mode, and no versions.
  private static func orphans(of state: RegistryState) -> [SubjectName] {
    let scopes = state.records.compactMap { record -> SubjectName? in
      switch record {
      case .config(let scope, _), .mode(let scope, _): scope
      default: nil
      }
    }
    return Set(scopes).filter { !$0.isContext && state.history(of: $0, .all).isEmpty }.sorted()
  }
}
