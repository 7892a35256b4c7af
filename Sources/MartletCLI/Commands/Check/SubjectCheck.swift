import RegistryAPI
import RegistryClient
import SchemaCore

/// Compares a schema with a subject's versions, as the registry would, but with all that can be said about it.
struct SubjectCheck {
  var client: SchemaRegistryClient
  var subject: SubjectName
  /// Nil: the level in force.
  var level: CompatibilityLevel?
  /// Nil: the policy in force.
  var policy: CompatibilityPolicy?

  func comparison(of text: SchemaText, called name: String) async throws(CommandFailure) -> SchemaComparison {
    let (config, history) = try await asking { () throws(ClientError) in
      let config = try await configInForce()
      return (config, try await self.history(config.level ?? .backward))
    }
    let references = try await asking { () throws(ClientError) in
      try await client.resolvedReferences(of: text, in: subject.context)
    }
    let candidate = try text.parsed(references: references, rules: .strict, called: name)
    return SchemaComparison(
      candidate: candidate, text: text.text, name: name, target: subject.description,
      level: config.level ?? .backward, policy: config.policy ?? .strict, history: try parsed(history))
  }

  private func configInForce() async throws(ClientError) -> SubjectConfig {
    let asked = SubjectConfig(level: level, policy: policy)
    if level != nil && policy != nil { return asked }
    return ConfigChange(asked).applied(to: try await client.config(of: subject, effective: true))
  }

  /// The versions that count at a level, oldest first.
  private func history(
    _ level: CompatibilityLevel
  ) async throws(ClientError) -> [(version: SchemaVersion, text: RegisteredText)] {
    if level == .none { return [] }
    var numbers: [SchemaVersion]
    do {
      numbers = try await client.versions(of: subject)
    } catch {
      // A subject without versions has no history; whatever comes is its first.
      if error.code == 40401 { return [] }
      throw error
    }
    if !level.isTransitive { numbers = numbers.suffix(1) }
    var history: [(SchemaVersion, RegisteredText)] = []
    for number in numbers {
      history.append((number, try await client.registeredText(.number(number), of: subject)))
    }
    return history
  }

  private func parsed(
    _ history: [(version: SchemaVersion, text: RegisteredText)]
  ) throws(CommandFailure) -> [CompatibilityChecker.EarlierVersion] {
    var parsedHistory: [CompatibilityChecker.EarlierVersion] = []
    for (version, text) in history {
      let schema = try text.schema.parsed(
        references: text.references, rules: .stored, called: "version \(version) of \(subject)")
      parsedHistory.append(.init(version: version, schema: schema))
    }
    return parsedHistory
  }
}
