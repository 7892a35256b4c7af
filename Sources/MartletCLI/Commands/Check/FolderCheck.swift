import SchemaCore
import SchemaReports
import SchemaSets

/// Checks all schemas of a folder at once.
struct FolderCheck {
  var target: CheckTargets.Target
  /// What to compare with, as the command line has it.
  var against: [String]
  var overrides: SetCheck.Overrides
  var connection: ConnectionOptions
  var examination: SchemaExamination

  /// An entry for each schema, and what came of all of them.
  func report() async throws(CommandFailure) -> (entries: [Report.Entry], summary: String) {
    let set = try target.location.set()
    let selected = try selected(of: set)
    let baseline = try await baseline(for: set, selected ?? Set(set.subjects.keys))
    var verdicts: [SetVerdict]
    do {
      verdicts = try await SetCheck(set, against: baseline, overrides: overrides).verdicts(selected: selected)
    } catch {
      throw CommandFailure(error)
    }
    var entries: [Report.Entry] = []
    for verdict in verdicts {
      let name = set.tree.path(of: verdict.member.path)
      var inner = try examination.entries(of: verdict, verdict.parsed, called: name, target: baseline.name)
      inner[0].verdict = verdict.sentence(called: name, comparedWith: baseline.name) ?? inner[0].verdict
      if case .unchanged = verdict.outcome { inner[0].isUnchanged = true }
      entries += inner
    }
    return (entries, Self.summary(of: verdicts, entries, comparedWith: baseline.name))
  }

  /// The subjects of the files that matter.
  private func selected(of set: SchemaSet) throws(CommandFailure) -> Set<SubjectName>? {
    guard let files = target.files else { return nil }
    let subjects = Dictionary(
      set.subjects.values.joined().map { ($0.path, $0.subject) }, uniquingKeysWith: { first, _ in first })
    var selected: Set<SubjectName> = []
    for file in files {
      if let path = FilePath.relative(file.path, to: target.location.folder), let subject = subjects[path] {
        selected.insert(subject)
      } else if file.isNamed {
        throw CommandFailure(
          .usage, "\(file.path) is no schema of the set: \(target.location.configuration.file) does not name it")
      }
    }
    if selected.isEmpty, let first = files.first {
      throw CommandFailure(
        .usage,
        "\(target.location.configuration.file) names none of the schemas that are in the folder of \(first.path)")
    }
    return selected
  }

  private func baseline(
    for set: SchemaSet, _ subjects: Set<SubjectName>
  ) async throws(CommandFailure) -> any Baseline {
    if against.count > 1 { throw CommandFailure(.usage, "a folder is compared with one thing: give one --against") }
    let text = against.first ?? target.location.configuration.baseline
    if text == "registry" && target.location.isPlain {
      throw CommandFailure(
        .usage,
        "--against registry needs a \(SetConfiguration.fileName) that says which subject each file is; or give --subject"
      )
    }
    let resolver = BaselineResolver(location: target.location, connection: connection)
    return try await resolver.baseline(text, for: set, subjects)
  }

  private static func summary(
    of verdicts: [SetVerdict], _ entries: [Report.Entry], comparedWith baseline: String
  ) -> String {
    var counts: [(word: String, count: Int)] = [
      ("unchanged", 0), ("new", 0), ("compatible", 0), ("incompatible", 0), ("refused", 0),
    ]
    for verdict in verdicts {
      switch verdict.outcome {
      case .unchanged: counts[0].count += 1
      case .new: counts[1].count += 1
      case .compatible: counts[2].count += 1
      case .incompatible: counts[3].count += 1
      case .refused: counts[4].count += 1
      }
    }
    let further = entries.count { $0.outcome == .failed } - counts[3].count - counts[4].count
    counts.append(("breaking otherwise", further))
    let words = counts.filter { $0.count > 0 }.map { "\($0.count) \($0.word)" }.joined(separator: ", ")
    let noun = verdicts.count == 1 ? "schema" : "schemas"
    return "\(verdicts.count) \(noun) compared with \(baseline)" + (words.isEmpty ? "" : ": \(words)")
  }
}

extension SetVerdict {
  /// The verdict as it is said of a schema of a folder, with its subject; nil where it is said elsewhere.
  fileprivate func sentence(called name: String, comparedWith baseline: String) -> String? {
    let level = grounds.map { " (\($0.level))" } ?? ""
    switch outcome {
    case .new: return "\(name) is new in \(member.subject)"
    case .compatible:
      let version = grounds.map { $0.names[$0.latest ?? SchemaVersion(rawValue: 0)] ?? $0.name(of: $0.latest) }
      return "\(name) can follow \(version ?? baseline) in \(member.subject)\(level)"
    case .incompatible, .refused, .unchanged: return nil
    }
  }
}
