import Registry
import RegistryTesting
import SchemaCore
import SchemaSets
import Testing

/// A folder's verdicts beside those of a registry that is asked. The cases lie beside the checkout; where they are absent,
/// only the project's own histories are compared.
@Suite struct ServerAgreementTests {
  struct History: Sendable {
    var format: FormatName
    var versions: [String]
    var candidate: String
  }

  private static let own: [History] = [
    History(format: .avro, versions: ["\"int\""], candidate: "\"long\""),
    History(format: .avro, versions: ["\"long\""], candidate: "\"int\""),
    History(format: .avro, versions: ["\"int\"", "\"long\""], candidate: "\"int\""),
    History(
      format: .avro, versions: ["\"string\"", "\"bytes\""], candidate: "{\"type\": \"array\", \"items\": \"int\"}"),
    History(
      format: .protobuf, versions: ["syntax = \"proto3\"; message M { string a = 1; }"],
      candidate: "syntax = \"proto3\"; message M { int32 a = 1; }"),
    History(
      format: .protobuf, versions: ["syntax = \"proto3\"; message M { string a = 1; }"],
      candidate: "syntax = \"proto3\"; message M { string b = 1; }"),
    History(format: .json, versions: [#"{"type": "object"}"#], candidate: #"{"type": "string"}"#),
    History(
      format: .json, versions: [#"{"type": "object", "additionalProperties": false}"#],
      candidate: #"{"type": "object", "properties": {"a": {}}, "additionalProperties": false}"#),
    History(format: .json, versions: ["true"], candidate: "false"),
  ]

  private static func pairs(_ file: String, _ format: FormatName, _ keys: (old: String, new: String)) -> [History] {
    guard let text = Fixtures.sharedCases(file), let rows = (try? JSONParser.parse(text))?.array else { return [] }
    return rows.compactMap { row in
      guard let old = row.object?[keys.old], let new = row.object?[keys.new] else { return nil }
      return History(format: format, versions: [Self.text(old, format)], candidate: Self.text(new, format))
    }
  }

  private static func text(_ value: JSONValue, _ format: FormatName) -> String {
    if format == .protobuf, let text = value.string { return text }
    return JSONWriter.text(value)
  }

  private static func agree(_ history: History, _ level: CompatibilityLevel) async throws {
    let ending = [FormatName.avro: "avsc", .protobuf: "proto", .json: "json"][history.format] ?? ""
    let yaml = "level: \(level)\nschemas: [{path: \"{subject}/{version}.\(ending)\"}]"
    var files: [String: String] = [:]
    for (index, text) in history.versions.enumerated() { files["s/\(index + 1).\(ending)"] = text }
    let old = try Sets.set(yaml, files)
    files["s/\(history.versions.count + 1).\(ending)"] = history.candidate
    let verdicts = try await SetCheck(Sets.set(yaml, files), against: SetBaseline(old)).verdicts()
    let verdict = try #require(verdicts.last?.word)

    let server = try await InProcessRegistry().registry
    let subject = SubjectName(name: "s")
    for text in history.versions {
      let schema = SchemaText(format: history.format, text: text)
      do throws(RegistryError) {
        _ = try await server.register(schema, under: subject, options: .init(isForced: true))
      } catch {
        // What a registry would not have taken is no history.
        return
      }
    }
    _ = try await server.changeConfig(ConfigChange(SubjectConfig(level: level)), of: subject)
    let answer: String
    do throws(RegistryError) {
      let report = try server.checkCompatibility(
        of: SchemaText(format: history.format, text: history.candidate), with: subject)
      answer = report.isCompatible ? "compatible" : "incompatible"
    } catch {
      answer = "refused"
    }
    let isSame = verdict == answer || answer == "compatible" && verdict == "unchanged"
    #expect(isSame, "\(verdict) and \(answer) for \(history.candidate) after \(history.versions) at \(level)")
  }

  @Test("a folder gets the verdicts of a registry", arguments: CompatibilityLevel.allCases)
  func own(level: CompatibilityLevel) async throws {
    for history in Self.own { try await Self.agree(history, level) }
  }

  @Test(
    "a folder gets the verdicts of a registry on all cases",
    .enabled(if: Fixtures.sharedCases("compat/avro.json") != nil, "the conformance data is not beside the checkout"),
    arguments: [CompatibilityLevel.backward, .fullTransitive])
  func shared(level: CompatibilityLevel) async throws {
    let histories =
      Self.pairs("compat/avro.json", .avro, ("writer", "reader"))
      + Self.pairs("compat/protobuf.json", .protobuf, ("original", "update"))
      + Self.pairs("compat/json-schema.json", .json, ("original", "update"))
    #expect(histories.count > 500)
    for history in histories { try await Self.agree(history, level) }
  }
}
