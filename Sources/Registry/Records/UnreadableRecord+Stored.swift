import SchemaCore

extension UnreadableRecord {
  /// The form in which a copy of a log holds what its original holds unreadably: it cannot be read there either, so that
  /// the copy keeps the same numbers from being given out again. What was found is in it, so that whoever learns to
  /// understand it can do so in a copy too.
  var stored: StoredRecord { unchanged ?? wrapped }

  /// What was found, if it is JSON, so that every store and backup can hold it, and says as little as before.
  private var unchanged: StoredRecord? {
    guard let original, let key = Self.normalized(original.key) else { return nil }
    var stored = StoredRecord(key: key, value: nil)
    if let value = original.value {
      // Backups write "null" for what is not there.
      guard let value = Self.normalized(value), value != "null" else { return nil }
      stored.value = value
    }
    guard case .unreadable(let read) = stored.readRecord else { return nil }
    return read.part == part && read.key == self.key && read.id == id ? stored : nil
  }

  /// What was found, as a text in a record that is about the same.
  private var wrapped: StoredRecord {
    guard let key else {
      let value = original.map { original -> JSONValue in
        ["key": .string(original.key), "value": original.value.map(JSONValue.string) ?? .null]
      }
      return StoredRecord(key: #"{"keytype":"LOST","magic":0}"#, value: value.map { JSONWriter.text($0) })
    }
    let text = JSONValue.string(original?.value ?? "lost")
    // The ID is the one part of a value that is of use where the rest is lost.
    let value: JSONValue =
      if case .version = key, let id { ["id": .number(JSONNumber(id.rawValue)), "lost": text] } else { text }
    return StoredRecord(key: key.storedText, value: JSONWriter.text(value))
  }

  private static func normalized(_ text: String) -> String? {
    (try? JSONParser.parse(text)).map { JSONWriter.text($0) }
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
