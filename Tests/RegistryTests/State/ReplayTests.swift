import Registry
import SchemaCore
import Testing

/// Laws of the log: what was answered is what a replay finds, and every prefix of a history is a valid registry.
@Suite struct ReplayTests {
  @Test("a registry opened on the log answers as the one that wrote it", arguments: 1...4 as ClosedRange<UInt64>)
  func replay(_ seed: UInt64) async throws {
    let history = try await RandomHistory(seed: seed)
    #expect(history.acceptedCount > 40)
    let reopened = try await RegistryFixture(store: history.fixture.store)
    #expect(Self.summary(reopened.registry.state) == Self.summary(history.fixture.registry.state))
  }

  @Test("every prefix of a history is a valid registry", arguments: 11...12 as ClosedRange<UInt64>)
  func prefixes(_ seed: UInt64) async throws {
    let history = try await RandomHistory(seed: seed)
    var state = RegistryState()
    var highestIDs: [ContextName: Int32] = [:]
    for entry in try await history.fixture.store.entries(from: .start, limit: .max) {
      state.apply(entry)
      var faults = state.subjects(prefix: .everything, .all).flatMap { Self.faults(of: $0, in: state) }
      for context in state.contextNames {
        let highest = state.highestID(in: context)
        if highest < highestIDs[context, default: 0] { faults.append("the highest ID of \(context) sank") }
        highestIDs[context] = highest
      }
      try #require(faults == [], "after \(entry.position)")
    }
  }

  private static func faults(of subject: SubjectName, in state: RegistryState) -> [String] {
    let versions = state.history(of: subject, .all)
    let isOrdered = zip(versions, versions.dropFirst()).allSatisfy { $0.version < $1.version }
    return (isOrdered ? [] : ["the versions of \(subject) are not in order"])
      + (state.contextNames.contains(subject.context) ? [] : ["the context of \(subject) is not known"])
      + versions.flatMap { faults(of: $0, in: state) }
  }

  private static func faults(of version: RegisteredSchema, in state: RegistryState) -> [String] {
    let context = version.subject.context
    let places = state.ids(of: version.guid)
    let laws = [
      "its ID leads to it": (try? state.schema(id: version.id, for: version.subject))?.schema == version.schema,
      "its ID was noted": version.id.rawValue <= state.highestID(in: context),
      "its GUID is that of its content": SchemaGUID(of: version.schema) == version.guid,
      "its GUID leads to its ID": places.contains { $0.context == context && $0.id == version.id },
      "it is among the holders of its ID":
        (try? state.holders(of: version.id, in: context, .all))?.contains { $0.subject == version.subject } == true,
      "what it refers to is there, and knows it": version.schema.references.allSatisfy { reference in
        let subject = SubjectName(qualified: reference.subject).resolved(in: context)
        let target = VersionKey(subject, SchemaVersion(rawValue: reference.version))
        return state.history(of: subject, .all).contains { $0.key == target }
          && state.referrers(of: target, .all).contains(version.id)
      },
    ]
    return laws.filter { !$0.value }.map { "\(version.key): \($0.key)" }
  }

  private static func summary(_ state: RegistryState) -> [String] {
    let subjects = state.subjects(prefix: .everything, .all)
    let scopes = subjects + ["", ":.c:", ":.d:", ":.__GLOBAL:"].map(SubjectName.init(qualified:))
    let versions = subjects.flatMap { state.history(of: $0, .all) }
    return ["next \(state.nextPosition)"] + state.contextNames.map { "\($0) \(state.highestID(in: $0))" }
      + versions.map { "\($0) \(state.referrers(of: $0.key, .all)) \(state.ids(of: $0.guid))" }
      + scopes.map { "\($0) \(state.config(for: $0)) \(state.mode(for: $0))" }
  }
}
