import Registry
import RegistryAPI
import SchemaCore

extension VerdictBody {
  /// A report explained.
  ///
  /// - Parameter schema: what was checked, as the client wrote it.
  init(_ report: CompatibilityReport, for subject: SubjectName, _ schema: SchemaText, in state: RegistryState) {
    self.init(
      level: report.level, from: LevelSource(state.levelSource(for: subject)), report.findings,
      candidate: report.candidate.map { ($0, schema.text) })
  }
}

extension VerdictBody.LevelSource {
  fileprivate init(_ source: Registry.LevelSource) {
    switch source {
    case .subject(let subject): self.init(.subject, name: subject.description)
    case .context(let context) where context.isDefault: self.init(.global)
    case .context(let context): self.init(.context, name: context.description)
    case .everyContext: self.init(.allContexts)
    case .registryDefault: self.init(.serverDefault)
    }
  }
}

extension APIError {
  /// A refusal of a registration, with its reasons explained.
  init(_ error: RegistryError, explaining schema: SchemaText, in state: RegistryState) {
    self.init(error)
    if case .incompatible(let subject, let report) = error {
      details["verdict"] = VerdictBody(report, for: subject, schema, in: state).json
    }
  }

  /// What was not found, with what is nearly the same.
  init(schemaNotFoundBut matches: [NearMatch]) {
    self.init(RegistryError.schemaNotFound)
    details["nearMatches"] = matches.map(NearMatchBody.init).json
  }
}
