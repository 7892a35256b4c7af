import Protobuf
import SchemaCore

/// A schema and the versions that it is compared with.
struct SchemaComparison {
  var candidate: any ParsedSchema
  /// The schema as it was written.
  var text: String
  /// What its user calls it.
  var name: String
  /// What its user calls all that it is compared with.
  var target: String
  /// What single versions are called where they have names of their own, as files do.
  var names: [SchemaVersion: String] = [:]
  var level: CompatibilityLevel
  /// How much is overlooked.
  var policy: CompatibilityPolicy
  /// Oldest first.
  var history: [CompatibilityChecker.EarlierVersion]

  /// Whether it may follow them.
  var verdict: CompatibilityText {
    let findings = CompatibilityChecker.findings(of: candidate, with: history, at: level, under: policy)
    let culprit = findings?.earlier.version.flatMap { names[$0] }
    return CompatibilityText(
      candidate: name, target: culprit ?? target, level: level, findings: findings, source: (candidate, text))
  }

  /// What has changed since the versions that the level looks at, and breaks somebody though the level accepts it; nil
  /// for formats without such rules.
  func evolution(_ rules: Set<ProtobufRule>) throws(CommandFailure) -> EvolutionText? {
    guard let new = candidate as? ProtobufSchema else { return nil }
    var text = EvolutionText(candidate: name)
    for (earlier, version) in compared {
      if let old = earlier as? ProtobufSchema { try text.add(new, since: old, called: version, rules: rules) }
    }
    return text
  }

  /// Whether consumers built on libavro can cope with it, and with reading what the level asks for.
  func portability() throws(CommandFailure) -> PortabilityText {
    var text = try PortabilityText(schema: candidate, called: name)
    for (earlier, version) in compared {
      for direction in level.directions {
        let (reader, writer) = direction == .backward ? (candidate, earlier) : (earlier, candidate)
        try text.add(reader: reader, writer: writer, direction, version: version)
      }
    }
    return text
  }

  /// The versions that the level looks at, and what they are called.
  private var compared: [(schema: any ParsedSchema, name: String)] {
    (level.isTransitive ? history[...] : history.suffix(1)).map { earlier in
      (earlier.schema, earlier.version.map { names[$0] ?? "version \($0) of \(target)" } ?? target)
    }
  }
}
