import Registry
import SchemaCore
import Testing

/// Which subject a request is about.
@Suite struct AliasTests {
  @Test(
    "an alias leads to one subject, in its own context unless it names another",
    arguments: [
      ("s", "s", "s"), ("alias", "t", "t"), ("chain", "alias", "alias"), ("empty", "empty", "empty"),
      (":.c:alias", ":.c:t", ":.c:t"), ("far", ":.d:t", ":.d:t"), (":.c:far", ":.d:t", ":.d:t"),
      (":.c:home", ":.c:t", ":.c:t"), (":.e:alias", ":.e:alias", ":.e:alias"), ("", "", ""), (":.c:", ":.c:", ":.c:"),
      ("keys", "t", "k"), ("onlyKeys", "onlyKeys", "k"), ("slash/", "a/b", "a/b"),
    ])
  func target(subject: String, target: String, targetForKeys: String) async throws {
    let fixture = try await RegistryFixture()
    let settings: [(String, SubjectConfig)] = [
      ("alias", alias("t")), ("chain", alias("alias")), ("empty", alias("")), (":.c:alias", alias("t")),
      ("far", alias(":.d:t")), (":.c:far", alias(":.d:t")), (":.c:home", alias(":.:t")), ("", alias("t")),
      (":.c:", alias("t")), (":.__GLOBAL:", alias("t")), ("slash/", alias("a/b")),
      ("keys", SubjectConfig(alias: ExactText("t"), aliasForKeys: ExactText("k"))),
      ("onlyKeys", SubjectConfig(aliasForKeys: ExactText("k"))),
    ]
    for (scope, config) in settings {
      _ = try await fixture.registry.changeConfig(ConfigChange(config), of: SubjectName(qualified: scope))
    }
    let state = fixture.registry.state
    #expect(state.target(of: SubjectName(qualified: subject)).description == target)
    #expect(state.target(of: SubjectName(qualified: subject), forKeys: true).description == targetForKeys)
  }

  private func alias(_ name: String) -> SubjectConfig { SubjectConfig(alias: ExactText(name)) }
}
