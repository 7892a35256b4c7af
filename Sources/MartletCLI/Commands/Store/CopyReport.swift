import Registry
import SchemaCore
import ServerSettings

/// What was copied from one store to another, and what is wrong with it, for people and for programs.
struct CopyReport {
  private let from: StoreLocation
  private let to: StoreLocation
  private let count: Int
  private let orphans: [SubjectName]
  private let freed: [FreedIDs]
  private let differences: [VersionKey]
  private let source: VerificationReport

  /// IDs that the source holds back, as a record that cannot be read may have given them, and the copy does not.
  private struct FreedIDs {
    var context: ContextName
    var range: ClosedRange<Int32>
  }

  init(from: StoreLocation, to: StoreLocation, copy: StoreCopy, log: LogVerification) {
    self.from = from
    self.to = to
    count = copy.count
    orphans = copy.orphans
    freed = log.state.contextNames.compactMap { context in
      let (held, given) = (log.state.highestID(in: context), copy.state.highestID(in: context))
      return held > given ? FreedIDs(context: context, range: given + 1...held) : nil
    }
    // A source that is written to may have grown since it was copied.
    differences =
      copy.position < log.state.nextPosition ? [] : Self.differences(between: log.state, and: copy.state)
    // Compaction takes away what later records have replaced, and leaves gaps in the numbers.
    source = VerificationReport(store: from, problems: [], log: log, omitting: [.numbering])
  }

  /// True if everything was copied, and nothing is wrong with it but for warnings.
  var isSound: Bool { source.isSound && differences.isEmpty }

  /// Lines for people. `colored` marks the verdict.
  func text(colored: Bool) -> String {
    var lines = [source.text(colored: colored)]
    lines += orphans.map { "note: subject \($0) has settings and no versions" }
    lines += freed.map { freed in
      let context = freed.context.isDefault ? "" : " of context \(freed.context)"
      return
        "warning: IDs \(freed.range.lowerBound) to \(freed.range.upperBound)\(context) may have been given by records "
        + "that cannot be read, and the copy may give them again"
    }
    lines += differences.map { "fault: version \($0.version) of subject \($0.subject) is not the same in the copy" }
    lines.append("copied \(count) \(count == 1 ? "record" : "records") from \(from) to \(to)")
    return lines.joined(separator: "\n")
  }

  /// The same as data.
  var json: JSONValue {
    .object([
      "from": .string(from.description), "to": .string(to.description), "copied": .number(JSONNumber(count)),
      "sound": .bool(isSound), "source": source.json,
      "settingsWithoutVersions": .array(orphans.map { .string($0.description) }),
      "idsThatMayBeGivenAgain": .array(
        freed.map { freed in
          .object([
            "context": .string(freed.context.description), "first": .number(JSONNumber(freed.range.lowerBound)),
            "last": .number(JSONNumber(freed.range.upperBound)),
          ])
        }),
      "differences": .array(
        differences.map { key in
          .object([
            "subject": .string(key.subject.description), "version": .number(JSONNumber(key.version.rawValue)),
          ])
        }),
    ])
  }

  private static func differences(between source: RegistryState, and copy: RegistryState) -> [VersionKey] {
    let subjects = Set(source.subjects(prefix: .everything, .all)).union(copy.subjects(prefix: .everything, .all))
    return subjects.sorted().flatMap { subject -> [VersionKey] in
      let (left, right) = (source.history(of: subject, .all), copy.history(of: subject, .all))
      return left == right ? [] : Set(Set(left).symmetricDifference(right).map(\.key)).sorted()
    }
  }
}
