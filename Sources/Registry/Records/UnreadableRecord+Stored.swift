import SchemaCore

extension UnreadableRecord {
  /// The form in which a copy of a log holds what its original holds unreadably: it cannot be read there either, so that
  /// the copy keeps the same numbers from being given out again.
  var stored: StoredRecord {
    guard let key else { return StoredRecord(key: #"{"keytype":"LOST","magic":0}"#, value: nil) }
    // The ID is the one part of a value that is of use where the rest is lost.
    let value: JSONValue =
      if case .version = key, let id { ["id": .number(JSONNumber(id.rawValue))] } else { .string("lost") }
    return StoredRecord(key: key.storedText, value: JSONWriter.text(value))
  }
}

extension RecordKey {
  /// The key as records that are about this have it.
  fileprivate var storedText: String { StoredRecord(sample).key }

  /// A record with this key.
  private var sample: RegistryRecord {
    switch self {
    case .version(let key): .schemaRemoved(key)
    case .subjectDeletion(let subject): .subjectDeleted(subject, upTo: SchemaVersion(rawValue: 1))
    case .subjectClearance(let scope): .subjectCleared(scope)
    case .config(let scope): .config(scope, nil)
    case .mode(let scope): .mode(scope, nil)
    case .context(let name): .contextRemoved(name)
    case .key(let name): .encryptionKey(.keyRemoved(name))
    case .dataKey(let id): .encryptionKey(.dataKeyRemoved(id))
    case .noop: .noop
    }
  }
}
