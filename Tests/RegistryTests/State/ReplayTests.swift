import Avro
import Registry
import RegistryTesting
import SchemaCore
import Testing

/// Laws of the log: what was answered is what a replay finds, and every prefix of a history is a valid registry.
@Suite struct ReplayTests {
  @Test("a registry opened on the log answers as the one that wrote it", arguments: 1...10 as ClosedRange<UInt64>)
  func replay(_ seed: UInt64) async throws {
    let fixture = try await Self.history(seed)
    let reopened = try await RegistryFixture(store: fixture.store)
    #expect(Self.summary(reopened.registry.state) == Self.summary(fixture.registry.state))
  }

  @Test("every prefix of a history is a valid registry", arguments: 1...5 as ClosedRange<UInt64>)
  func prefixes(_ seed: UInt64) async throws {
    let fixture = try await Self.history(seed)
    var state = RegistryState()
    for entry in try await fixture.store.entries(from: .start, limit: .max) {
      state.apply(entry)
      try Self.check(state)
    }
  }

  /// Some two hundred random changes, many of which are refused.
  private static func history(_ seed: UInt64) async throws -> RegistryFixture {
    var random = SeededGenerator(seed: seed)
    let fixture = try await RegistryFixture()
    for _ in 0..<200 {
      let subject = ["s", "t", ":.c:s"][Int.random(in: 0..<3, using: &random)]
      let version = Int32.random(in: 1...4, using: &random)
      let isPermanent = Bool.random(using: &random)
      let field = "f\(Int.random(in: 0..<6, using: &random))?"
      let action = Int.random(in: 0..<10, using: &random)
      let level = CompatibilityLevel.allCases.randomElement(using: &random) ?? .none
      // A refusal is an answer like any other here.
      _ = await refusal {
        switch action {
        case 0..<5: try await fixture.register(RegistryFixture.record("a", field), subject)
        case 5: try await fixture.delete(version, of: subject, permanently: isPermanent)
        case 6: try await fixture.delete(subject, permanently: isPermanent)
        case 7: try await fixture.setLevel(level, of: subject)
        case 8: try await fixture.setMode(isPermanent ? .readOnly : .readWrite, of: subject)
        default: try await fixture.setMode(nil, of: subject)
        }
      }
    }
    return fixture
  }

  private static func check(_ state: RegistryState) throws {
    for subject in state.subjects(prefix: .everything, .all) {
      let versions = state.history(of: subject, .all)
      #expect(versions.map(\.version) == versions.map(\.version).sorted())
      for version in versions {
        #expect(try state.schema(id: version.id, for: subject).schema == version.schema)
        #expect(version.id.rawValue <= state.highestID(in: subject.context))
        #expect(SchemaGUID(of: version.schema) == version.guid)
      }
    }
  }

  private static func summary(_ state: RegistryState) -> [String] {
    let subjects = state.subjects(prefix: .everything, .all)
    return ["next \(state.nextPosition)"] + state.contextNames.map { "\($0) \(state.highestID(in: $0))" }
      + subjects.flatMap { state.history(of: $0, .all) }.map { "\($0)" }
      + subjects.map { "\($0) \(state.config(for: $0)) \(state.mode(for: $0))" }
  }
}
