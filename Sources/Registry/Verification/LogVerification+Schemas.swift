import HashTreeCollections
import SchemaCore

extension LogVerification {
  /// What is wrong with the contents that are served: each is looked at once, in the order of the subjects that hold it.
  func schemaFindings(
    _ formats: SchemaFormats, _ progress: (Progress) -> Void
  ) -> [(version: VersionKey, finding: LogFinding)] {
    let preparation = SchemaPreparation(cache: ParsedSchemaCache(formats: formats), options: RegistryOptions())
    var seen: Set<ContentPlace> = []
    var found: [(VersionKey, LogFinding)] = []
    for subject in state.subjects(prefix: .everything, .all) {
      for version in state.history(of: subject, .all)
      where seen.insert(ContentPlace(context: subject.context, id: version.id)).inserted {
        if let finding = dangling(version) ?? unparsable(version, preparation) { found.append((version.key, finding)) }
        if seen.count % 1_024 == 0 { progress(.schemas(seen.count)) }
      }
    }
    return found
  }

  private func dangling(_ version: RegisteredSchema) -> LogFinding? {
    let missing = version.schema.references.filter { reference in
      let target = reference.target(from: version.subject.context)
      return state.find(.number(target.version), of: target.subject, includesDeleted: true) == nil
    }
    if missing.isEmpty { return nil }
    let names = missing.map { "\"\($0.name)\" (version \($0.version) of subject \($0.subject))" }
    return LogFinding(
      .danglingReference, subject: RecordKey.version(version.key).description,
      message: "it refers to what is not there: \(names.joined(separator: ", "))",
      effects: ["nothing can be compared with it, and readers cannot use ID \(version.id)"] + referrers(of: version))
  }

  private func unparsable(_ version: RegisteredSchema, _ preparation: SchemaPreparation) -> LogFinding? {
    let reason: String
    do {
      _ = try preparation.parse(version, in: state)
      return nil
    } catch .invalidSchema(_, let error) {
      reason = "\(error)"
    } catch .invalidReference(_, let why) {
      reason = why
    } catch .referenceNotFound(let subject, let number) {
      reason = "what it refers to needs version \(number) of subject \(subject), which is not there"
    } catch {
      reason = "\(error)"
    }
    return LogFinding(
      .unparsableSchema, isWarning: true, subject: RecordKey.version(version.key).description,
      message: "its content of type \(version.schema.format) cannot be parsed: \(reason)",
      effects: ["it is served under ID \(version.id), and nothing can be compared with it"] + referrers(of: version))
  }

  private func referrers(of version: RegisteredSchema) -> [String] {
    state.referringVersions(of: version.key, .all).sorted().map { "\(RecordKey.version($0)) refers to it" }
  }
}
