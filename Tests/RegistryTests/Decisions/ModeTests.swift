import Registry
import SchemaCore
import Testing

/// What each mode permits, and which mode is in force.
@Suite struct ModeTests {
  private static let done = "nothing"
  private static let denied = "operationNotPermitted"

  /// What may be asked for, and what becomes of it in READWRITE, READONLY and READONLY_OVERRIDE, and IMPORT and FORWARD.
  static let table: [(operation: String, readWrite: String, readOnly: String, importing: String)] = [
    ("register again", done, done, done),
    ("register again as latest", done, done, done),
    ("register again with its ID", done, done, done),
    ("register", done, denied, denied),
    ("register by force", done, denied, denied),
    ("register what is not compatible", "incompatible", denied, denied),
    ("register with an ID", denied, denied, done),
    ("register what is not compatible with an ID", denied, denied, done),
    ("register with an ID that is taken", denied, denied, denied),
    ("register a version that does not follow", "versionNotNext", denied, denied),
    ("register a version that does not follow with an ID", denied, denied, done),
    ("mark a version as deleted", done, denied, done),
    ("delete a version for good", done, denied, done),
    ("mark a subject as deleted", done, denied, done),
    ("set a level", done, denied, done),
    ("remove a level", done, denied, done),
    ("check", done, done, done),
    ("look up", done, done, done),
    ("read", done, done, done),
    ("set a mode", done, done, done),
  ]

  @Test("a mode permits what the table says", arguments: RegistryMode.allCases)
  func permissions(mode: RegistryMode) async throws {
    for row in Self.table {
      let expected = mode.isReadOnly ? row.readOnly : mode.isImporting ? row.importing : row.readWrite
      #expect(await refusal { try await Self.perform(row.operation, in: mode) } == expected, "\(row.operation)")
    }
  }

  /// Does one thing in a registry with two versions of a subject, the first of them marked as deleted.
  private static func perform(_ operation: String, in mode: RegistryMode) async throws {
    let fixture = try await RegistryFixture()
    let subject = SubjectName(name: "s")
    let (old, int, long, string) = (#""bytes""#, #""int""#, #""long""#, #""string""#)
    try await fixture.register(old, "s")
    try await fixture.register(int, "s", forced: true)
    try await fixture.delete(1, of: "s")
    try await fixture.setLevel(.backward, of: "s")
    try await fixture.setMode(mode, of: ":.__GLOBAL:", force: true)
    switch operation {
    case "register again": try await fixture.register(int, "s")
    case "register again as latest": try await fixture.register(int, "s", version: -1)
    case "register again with its ID": try await fixture.register(int, "s", id: 2)
    case "register": try await fixture.register(long, "s")
    case "register by force": try await fixture.register(string, "s", forced: true)
    case "register what is not compatible": try await fixture.register(string, "s")
    case "register with an ID": try await fixture.register(long, "s", id: 7)
    case "register what is not compatible with an ID": try await fixture.register(string, "s", id: 7)
    case "register with an ID that is taken": try await fixture.register(long, "s", id: 1)
    case "register a version that does not follow": try await fixture.register(long, "s", version: 9)
    case "register a version that does not follow with an ID": try await fixture.register(long, "s", version: 9, id: 7)
    case "mark a version as deleted": try await fixture.delete(2, of: "s")
    case "delete a version for good": try await fixture.delete(1, of: "s", permanently: true)
    case "mark a subject as deleted": try await fixture.delete("s")
    case "set a level": try await fixture.setLevel(.full, of: "s")
    case "remove a level": _ = try await fixture.registry.removeConfig(of: subject)
    case "check": _ = try fixture.registry.checkCompatibility(of: SchemaText(text: string), with: subject)
    case "look up": _ = try fixture.registry.lookUp(SchemaText(text: int), under: subject)
    case "read": _ = try fixture.registry.state.version(.latest, of: subject)
    case "set a mode": try await fixture.setMode(.readOnly, of: "s")
    default: Issue.record("nobody knows how to \(operation)")
    }
  }

  @Test(
    "the mode in force is the nearest one: the subject's, the context's, that of all contexts",
    arguments: [
      ([:], "s", .readWrite), ([:], ":.c:s", .readWrite),
      ([":.__GLOBAL:": .readOnly], "s", .readOnly), ([":.__GLOBAL:": .readOnly], ":.c:s", .readOnly),
      ([":.__GLOBAL:": .forward, "": .readOnly], "s", .readOnly),
      ([":.__GLOBAL:": .forward, "": .readOnly], ":.c:s", .forward),
      (["": .readOnly], ":.c:s", .readWrite), (["": .readOnly, "s": .import], "s", .import),
      (["": .readOnly, "s": .import], "t", .readOnly), ([":.c:": .import], ":.c:s", .import),
      ([":.c:": .import], "s", .readWrite), ([":.c:": .import, ":.c:s": .readWrite], ":.c:s", .readWrite),
      (["s": .readOnly], ":.c:s", .readWrite), ([":.c:": .readOnly], ":.c:", .readOnly),
      ([":.__GLOBAL:": .readOnly], ":.c:", .readOnly),
    ] as [([String: RegistryMode], String, RegistryMode)])
  func chain(modes: [String: RegistryMode], subject: String, expected: RegistryMode) async throws {
    let fixture = try await RegistryFixture()
    for (scope, mode) in modes { try await fixture.setMode(mode, of: scope) }
    #expect(fixture.registry.state.mode(for: SubjectName(qualified: subject)) == expected)
  }
}
