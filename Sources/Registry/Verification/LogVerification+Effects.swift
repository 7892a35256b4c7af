import HashTreeCollections
import SchemaCore

extension LogVerification {
  /// What cannot be read, with what follows from that for the registry that is served.
  mutating func addUnreadable() {
    let ofStrays = strayEffects
    for stray in strays {
      switch stray.record.part {
      case .kind:
        findings.append(
          LogFinding(
            .foreignRecord, isWarning: true, positions: stray.positions, message: stray.record.reason,
            effects: ["nothing: it gives out no numbers, and copies of the log keep it as it is"]))
      case .row, .key, .value:
        findings.append(
          LogFinding(
            stray.record.part == .row ? .missingRow : .unreadableKey, positions: stray.positions,
            written: stray.written, message: stray.record.reason, effects: ofStrays))
      }
    }
    let valid = Set(state.damage.entries.map(\.position))
    for entry in unreadable {
      guard let key = entry.record.key else { continue }
      let isMadeGood = !valid.contains(entry.position)
      findings.append(
        LogFinding(
          .unreadableValue, isWarning: isMadeGood, positions: entry.position...entry.position,
          subject: key.description, message: entry.record.reason,
          effects: isMadeGood ? ["nothing: a later record says anew what is so"] : effects(on: key, entry.record)))
    }
  }

  private var strayEffects: [String] {
    var effects = ["what it was about is not known: something may be missing, or may be as it was before a change"]
    let missing = missing.texts(limit: Self.maximumMissing)
    if !missing.isEmpty {
      let more = missing.count == Self.maximumMissing ? " and maybe others" : ""
      effects.append("no record that can be read has \(missing.joined(separator: ", "))\(more)")
    }
    return effects
  }

  private static var maximumMissing: Int { 20 }

  private func effects(on key: RecordKey, _ record: UnreadableRecord) -> [String] {
    switch key {
    case .version(let version): effects(on: version, id: record.id)
    case .subjectDeletion(let subject):
      ["versions of subject \(subject) that were deleted there are served: \(numbers(of: subject))"]
    case .subjectClearance: ["versions that were purged there are still marked as deleted"]
    case .config(let scope):
      [
        "the level in force there is \(state.config(for: scope).level ?? state.defaultLevel), of earlier settings or by default"
      ]
    case .mode(let scope):
      ["the mode in force there is \(state.mode(for: scope).rawValue), of an earlier change or by default"]
    case .context(let name): ["context \(name) is listed only if it holds schemas"]
    case .key(let name):
      ["\(key) is as it was before, or not there, and no other can be made under its name"]
        + state.encryptionKeys.subjects(of: name, .all).map {
          "data encryption keys of subject \($0) are wrapped by it"
        }
    case .dataKey:
      ["records that were encrypted with it cannot be decrypted, unless it is as it was before; no other can be made"]
    case .noop: ["nothing: it says nothing"]
    }
  }

  private func effects(on version: VersionKey, id: SchemaID?) -> [String] {
    let name = RecordKey.version(version).description
    var effects: [String] = []
    if let held = state.find(.number(version.version), of: version.subject, includesDeleted: true) {
      effects.append(
        "\(name) is served as it was before, with ID \(held.id): a deletion, or another change of it, is lost")
    } else {
      let content = id.map { ", with ID \($0)," } ?? ""
      effects.append("\(name)\(content) is not served; its numbers are not given out again")
      let missing = missing.texts(limit: Self.maximumMissing).filter { id == nil && $0.hasPrefix("ID ") }
      if !missing.isEmpty {
        effects.append("its ID may be among those that no record has: \(missing.joined(separator: ", "))")
      }
    }
    return effects
      + state.referringVersions(of: version, .all).sorted().map { "\(RecordKey.version($0)) refers to it" }
  }

  private func numbers(of subject: SubjectName) -> String {
    let numbers = (state.subjects[subject] ?? []).filter { !$0.isDeleted }.map { "\($0.version)" }
    return numbers.isEmpty ? "there are none" : numbers.joined(separator: ", ")
  }
}
