import RegistryServer
import SchemaCore
import Testing

/// Answers for clients of older registries.
struct LegacyFormTests {
  private static let newMembers = ["guid", "ts", "deleted"]

  @Test("older registries tell no GUID, time and mark of deletion of a schema", arguments: [true, false])
  func members(isLegacy: Bool) async throws {
    try await TestedServer.run(configuration: ServerConfiguration(sendsLegacyAnswers: isLegacy)) { server in
      let registered = try await server.register(#""int""#, under: "s")
      let lookup = try await server.send("POST", "/subjects/s", ["schema": #""int""#])
      var answers = [registered.json, lookup.json]
      // One path through the routes, one past them.
      for path in ["/subjects/s/versions/1", "/schemas/ids/1?subject=s", "/schemas/ids/1"] {
        answers.append(try await server.send("GET", path).json)
      }
      answers.append(try await server.send("GET", "/schemas").json?.array?.first)
      for answer in answers {
        let members = try #require(answer?.object)
        #expect(members["schema"] != nil)
        for name in Self.newMembers { #expect((members[name] == nil) == isLegacy, "\(name)") }
      }
    }
  }

  @Test("a schema that is not compatible has the code of its status for them", arguments: [true, false])
  func conflict(isLegacy: Bool) async throws {
    try await TestedServer.run(configuration: ServerConfiguration(sendsLegacyAnswers: isLegacy)) { server in
      try await server.register(#""int""#, under: "s")
      let answer = try await server.register(#""string""#, under: "s")
      #expect(answer.status == 409)
      #expect(answer.code == (isLegacy ? 409 : 40901))
      #expect(try await server.send("GET", "/schemas/ids/9").code == 40403)
    }
  }
}
