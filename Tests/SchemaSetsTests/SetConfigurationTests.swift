import SchemaCore
import SchemaSets
import Testing

@Suite struct SetConfigurationTests {
  @Test("what a configuration says is read")
  func reading() throws {
    let configuration = try SetConfiguration(
      """
      registry: http://127.0.0.1:8081
      context: .team
      level: full
      schemas:
        - path: schemas/{topic}-value.avsc
          subject: "{topic}-value"
          level: BACKWARD
          references:
            - {name: com.example.Money, subject: money, version: latest}
          metadata:
            properties: {owner: payments}
          config: {normalize: true}
      contexts:
        "*": {mode: READWRITE}
      """, file: "martlet.yaml")
    #expect(configuration.registry == "http://127.0.0.1:8081")
    #expect(configuration.context == ContextName("team"))
    #expect(configuration.defaults.config.level == .full)
    let entry = try #require(configuration.entries.first)
    #expect(entry.settings.config == SubjectConfig(level: .backward, normalizes: true))
    #expect(entry.settings.levelPosition == TextPosition(line: 7, column: 5))
    #expect(entry.references.map(\.name) == ["com.example.Money"])
    #expect(entry.metadata?.properties["owner"]?.text == "payments")
    #expect(configuration.scopes.map(\.scope.context) == [.global])
  }

  @Test(
    "what is wrong is named with its place",
    arguments: [
      ("level: FULLY", "martlet.yaml:1:1: FULLY is no level"),
      ("levle: FULL", "martlet.yaml:1:1: levle is not known here"),
      ("schemas:\n  - path: a.avsc\n    sbuject: x", "martlet.yaml:3:5: sbuject is not known here"),
      ("schemas:\n  - subject: x", "martlet.yaml:2:5: the member \"path\" is missing"),
      ("schemas:\n  - path: ../a.avsc", "martlet.yaml:2:5: ../a.avsc: a path below"),
      ("schemas:\n  - path: a-{x}.avsc\n    subject: \"{y}\"", "martlet.yaml:3:5: the path has no {y}"),
      ("schemas:\n  - path: \"*.avsc\"\n    id: 3", "martlet.yaml:3:5: id goes with one file"),
      ("schemas: 3", "martlet.yaml:1:1: an array is expected"), ("schemas:\n  - path: [", "martlet.yaml:"),
      ("a: &a [x]\nb: *c", "martlet.yaml:2:4: "),
      (
        "schemas:\n  - path: a.avsc\n    config: {compatibility: FULL}",
        "martlet.yaml:3:14: compatibility is not known here"
      ),
      ("schemas:\n  - path: a.avsc\n    mode: OPEN", "martlet.yaml:3:5: OPEN is no mode"),
    ])
  func mistakes(text: String, message: String) {
    let error = #expect(throws: SetError.self) { try SetConfiguration(text, file: "martlet.yaml") }
    #expect(error?.description.hasPrefix(message) == true, "\(error?.description ?? "")")
  }
}
