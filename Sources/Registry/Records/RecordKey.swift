public import SchemaCore

/// What a record is about: its key in the log, read. Of records with one key the last one counts.
public enum RecordKey: Hashable, Sendable {
  /// A version of a subject.
  case version(VersionKey)
  /// The deletion of all versions of a subject.
  case subjectDeletion(SubjectName)
  /// The purge of a subject, or of a context's subjects.
  case subjectClearance(SubjectName)
  /// The settings of a subject or context.
  case config(SubjectName)
  /// The mode of a subject or context.
  case mode(SubjectName)
  case context(ContextName)
  /// A key encryption key.
  case key(KeyName)
  /// A version of a data encryption key.
  case dataKey(DataKeyID)
  /// Nothing.
  case noop
}

extension RecordKey {
  /// Reads a key from its stored form.
  ///
  /// - Throws: `RecordCodingError` saying which part is not as it must be.
  init(_ key: JSONObject) throws(RecordCodingError) {
    // The keys of records about encryption keys come from a topic of their own, where members have other names.
    if key["keytype"] == nil, key["type"] != nil {
      self = try Self.encryptionKey(key)
      return
    }
    let scope = SubjectName(qualified: key["subject"]?.string ?? "")
    switch try key.storedText("keytype", in: "key") {
    case "SCHEMA":
      let subject = SubjectName(qualified: try key.storedText("subject", in: "key"))
      self = .version(VersionKey(subject, SchemaVersion(rawValue: try key.storedInt("version"))))
    case "DELETE_SUBJECT": self = .subjectDeletion(scope)
    case "CLEAR_SUBJECT": self = .subjectClearance(scope)
    case "CONFIG": self = .config(scope)
    case "MODE": self = .mode(scope)
    case "CONTEXT": self = .context(ContextName(try key.storedText("context", in: "key")))
    case "NOOP": self = .noop
    case let type: throw RecordCodingError("the key is of type \(type), which is not known")
    }
  }

  private static func encryptionKey(_ key: JSONObject) throws(RecordCodingError) -> RecordKey {
    switch try key.storedText("type", in: "key") {
    case "KEK":
      return .key(KeyName(stored: try key.storedText("name", in: "key")))
    case "DEK":
      let name = try key.storedText("algorithm", in: "key")
      guard let algorithm = DataKeyAlgorithm(rawValue: name) else {
        throw RecordCodingError("the algorithm \(name) is not known")
      }
      let series = DataKeySeries(
        stored: KeyName(stored: try key.storedText("kekName", in: "key")),
        SubjectName(qualified: try key.storedText("subject", in: "key")), algorithm)
      return .dataKey(DataKeyID(series, SchemaVersion(rawValue: try key.storedInt("version"))))
    case let type:
      throw RecordCodingError("the key is of type \(type), which is not known")
    }
  }
}

extension JSONObject {
  /// A member of a stored record that must be a text.
  ///
  /// - Parameter part: what the object is called in the error.
  func storedText(_ name: String, in part: String) throws(RecordCodingError) -> String {
    guard let text = self[name]?.string else { throw RecordCodingError("the \(part) has no text \"\(name)\"") }
    return text
  }

  /// A member of a stored record that must be a number of 32 bits.
  func storedInt(_ name: String) throws(RecordCodingError) -> Int32 {
    guard let number = self[name]?.number?.int64, let value = Int32(exactly: number) else {
      throw RecordCodingError("\"\(name)\" is not a 32-bit integer")
    }
    return value
  }
}
