import Registry
import RegistryClient
import RegistryTesting
import SchemaCore

@testable import MartletCLI

/// A registry with something of everything, and what tests do with two of them.
struct MigrationFixture {
  let registry: SchemaRegistry

  init(_ registry: SchemaRegistry) {
    self.registry = registry
  }

  @discardableResult
  func register(
    _ text: String, _ subject: String, references: [SchemaReference] = [], metadata: SchemaMetadata? = nil
  ) async throws -> RegisteredSchema {
    try await registry.register(
      SchemaText(text: text, references: references, metadata: metadata), under: SubjectName(qualified: subject))
  }

  /// Versions in two contexts, references between and within them, deleted ones, a gap in the IDs, settings and modes,
  /// a subject that another one's name stands for, and settings of one that has no versions yet.
  func fill() async throws {
    try await register(#"{"type":"record","name":"Money","fields":[{"name":"cents","type":"long"}]}"#, "money")
    let reference = SchemaReference(name: "Money", subject: "money", version: 1)
    let payment = #"{"type":"record","name":"Payment","fields":[{"name":"amount","type":"Money"}]}"#
    try await register(payment, "payments", references: [reference])
    try await register("\"int\"", "counts")
    try await register("\"long\"", "counts", metadata: SchemaMetadata(properties: ["owner": "x"]))
    _ = try await registry.deleteVersion(.number(SchemaVersion(rawValue: 1)), of: SubjectName(name: "counts"))
    try await register("\"string\"", "gone")
    _ = try await registry.deleteSubject(SubjectName(name: "gone"))
    try await register("\"bytes\"", "never")
    _ = try await registry.deleteSubject(SubjectName(name: "never"))
    _ = try await registry.deleteSubject(SubjectName(name: "never"), permanently: true)
    try await register("\"double\"", "after")
    try await register(#"{"type":"record","name":"Money","fields":[]}"#, ":.eu:money")
    try await register(
      payment, ":.eu:payments", references: [SchemaReference(name: "Money", subject: "money", version: 1)])
    try await change(SubjectConfig(level: .full), of: "")
    try await change(SubjectConfig(level: .forward, normalizes: true), of: "payments")
    try await change(SubjectConfig(alias: "payments"), of: "pay")
    try await change(SubjectConfig(level: .forward), of: "later")
    try await change(SubjectConfig(level: CompatibilityLevel.none), of: ":.eu:")
    _ = try await registry.changeMode(.readOnly, of: SubjectName(name: "payments"))
    _ = try await registry.changeMode(.readOnly, of: SubjectName(qualified: ":.eu:"))
  }

  private func change(_ config: SubjectConfig, of scope: String) async throws {
    _ = try await registry.changeConfig(ConfigChange(config), of: SubjectName(qualified: scope))
  }

  static func client(_ url: String) throws -> SchemaRegistryClient {
    SchemaRegistryClient(configuration: try ClientConfiguration(urls: [url]))
  }

  static func contents(_ url: String) async throws -> RegistryContents {
    try await RegistryContents(of: try client(url))
  }
}
