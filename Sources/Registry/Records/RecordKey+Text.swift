import SchemaCore

extension RecordKey: CustomStringConvertible {
  /// What the record is about, as part of a sentence.
  public var description: String {
    switch self {
    case .version(let key): "version \(key.version) of subject \(key.subject)"
    case .subjectDeletion(let subject): "the deletion of subject \(subject)"
    case .subjectClearance(let scope): "the clearance of \(Self.text(scope)) before an import"
    case .config(let scope): "the settings of \(Self.text(scope))"
    case .mode(let scope): "the mode of \(Self.text(scope))"
    case .context(let name): "context \(name)"
    case .key(let name): "key encryption key \(name)"
    case .dataKey(let id):
      "version \(id.version) of the data encryption key of subject \(id.series.subject) under key "
        + "\(id.series.keyName) (\(id.series.algorithm.rawValue))"
    case .noop: "nothing"
    }
  }

  private static func text(_ scope: SubjectName) -> String {
    if scope == RegistryState.globalScope { return "the registry" }
    if scope == RegistryState.everyContextScope { return "all contexts" }
    return scope.isContext ? "context \(scope.context)" : "subject \(scope)"
  }
}

extension RegistryRecord {
  /// What the record is about; nil if that cannot be read.
  public var key: RecordKey? {
    switch self {
    case .schema(let record): .version(record.key)
    case .schemaRemoved(let key): .version(key)
    case .subjectDeleted(let subject, _): .subjectDeletion(subject)
    case .subjectCleared(let scope): .subjectClearance(scope)
    case .config(let scope, _): .config(scope)
    case .mode(let scope, _): .mode(scope)
    case .context(let name), .contextRemoved(let name): .context(name)
    case .encryptionKey(.key(let key)): .key(key.name)
    case .encryptionKey(.keyRemoved(let name)): .key(name)
    case .encryptionKey(.dataKey(let key)): .dataKey(key.id)
    case .encryptionKey(.dataKeyRemoved(let id)): .dataKey(id)
    case .noop: .noop
    case .unreadable(let record): record.key
    }
  }
}
