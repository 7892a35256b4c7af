import Avro
import RegistryAPI
import SchemaCore

/// What consumers built on libavro can make of a schema, for people and for programs.
struct PortabilityText {
  private struct Entry {
    var finding: PortabilityFinding
    /// Which reading it breaks; nil where it is about the schema alone.
    var reading: String?
  }

  private let candidate: String
  private var entries: [Entry]

  /// What can be said about the schema alone.
  ///
  /// - Throws: `CommandFailure` for a schema that is not Avro.
  init(schema: any ParsedSchema, called name: String) throws(CommandFailure) {
    candidate = name
    entries = try Self.avro(schema).portabilityFindings().map { Entry(finding: $0) }
  }

  /// Adds what can be said about reading data of one schema with another, of which one is the candidate.
  mutating func add(
    reader: any ParsedSchema, writer: any ParsedSchema, _ direction: CompatibilityDirection, version: String
  ) throws(CommandFailure) {
    let reading = direction.breaks(version)
    entries += try Self.avro(reader).portabilityFindings(reading: Self.avro(writer))
      .map { Entry(finding: $0, reading: reading) }
  }

  private static func avro(_ schema: any ParsedSchema) throws(CommandFailure) -> AvroDocument {
    guard let document = schema as? AvroDocument else {
      throw CommandFailure(.usage, "--portable is about Avro schemas; this one is \(schema.format)")
    }
    return document
  }

  /// True if nobody has to do anything.
  var isPortable: Bool { entries.allSatisfy(\.finding.isHarmless) }

  /// Lines for people. `colored` marks the verdict.
  func text(colored: Bool) -> String {
    let mark = isPortable ? StatusMark.good("ok") : StatusMark.bad("not portable")
    let verdict = isPortable ? "can be used" : "cannot be used everywhere"
    var lines = [mark.text(colored: colored) + ": \(candidate) \(verdict) by consumers built on libavro"]
    for entry in entries where !entry.finding.isHarmless {
      let finding = entry.finding
      lines += ["", "  \(finding.rule.rawValue) at \(finding.path) (\(finding.effect.rawValue)): \(finding.subject)"]
      lines.append("    \(finding.rule.explanation)")
      if let reading = entry.reading { lines.append("    breaks: \(reading)") }
      if let remedy = finding.rule.remedy { lines.append("    fix:    \(remedy)") }
    }
    if !isPortable { lines.append("") }
    for rule in PortabilityRule.allCases {
      let paths = entries.filter { $0.finding.rule == rule && $0.finding.isHarmless }.map(\.finding.path.description)
      if paths.isEmpty { continue }
      let more = paths.count > Self.shownPaths ? " and \(paths.count - Self.shownPaths) more" : ""
      lines.append("  note: \(rule.explanation)")
      lines.append("    at \(paths.prefix(Self.shownPaths).joined(separator: ", "))\(more)")
    }
    return lines.joined(separator: "\n")
  }

  /// How many places of one harmless kind are named.
  private static let shownPaths = 3

  /// The same as data: members to put beside those of the comparison.
  var members: [JSONObject.Member] {
    [
      .init(key: "schema", value: .string(candidate)), .init(key: "portable", value: .bool(isPortable)),
      .init(key: "portability", value: .array(entries.map(json))),
    ]
  }

  private func json(_ entry: Entry) -> JSONValue {
    let finding = entry.finding
    var object: JSONObject = [
      "rule": .string(finding.rule.rawValue), "effect": .string(finding.effect.rawValue),
      "path": .string(finding.path.description), "subject": .string(finding.subject),
      "explanation": .string(finding.rule.explanation),
    ]
    object["breaks"] = entry.reading.map(JSONValue.string)
    object["fix"] = finding.rule.remedy.map(JSONValue.string)
    return .object(object)
  }
}
