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
  init(stored text: String) throws(RecordCodingError) {
    var members = Members()
    try StoredRecord.read(text, "key") { (reader) throws(JSONError) in try members.read(&reader) }
    guard let type = members.keytype else {
      // The keys of records about encryption keys come from a topic of their own, where members have other names.
      self = try members.encryptionKey()
      return
    }
    let scope = SubjectName(qualified: members.subject ?? "")
    switch type {
    case "SCHEMA":
      let subject = SubjectName(qualified: try Members.present(members.subject, "subject"))
      self = .version(VersionKey(subject, try members.presentVersion()))
    case "DELETE_SUBJECT": self = .subjectDeletion(scope)
    case "CLEAR_SUBJECT": self = .subjectClearance(scope)
    case "CONFIG": self = .config(scope)
    case "MODE": self = .mode(scope)
    case "CONTEXT": self = .context(ContextName(try Members.present(members.context, "context")))
    case "NOOP": self = .noop
    case "LOST": throw RecordCodingError("it could not be read in the log that this one is a copy of")
    default: throw RecordCodingError("the key is of type \(type), which is not known")
    }
  }

  /// What keys are made of.
  private struct Members {
    var keytype: String?
    var subject: String?
    var version: Int32?
    var context: String?
    /// What those about encryption keys have besides.
    var type: String?
    var name: String?
    var kekName: String?
    var algorithm: String?

    mutating func read(_ reader: inout JSONMemberReader) throws(JSONError) {
      while try reader.next() {
        if reader.isNamed("keytype") {
          keytype = try reader.string()
        } else if reader.isNamed("subject") {
          subject = try reader.string()
        } else if reader.isNamed("version") {
          version = try reader.int32()
        } else if reader.isNamed("context") {
          context = try reader.string()
        } else if reader.isNamed("type") {
          type = try reader.string()
        } else if reader.isNamed("name") {
          name = try reader.string()
        } else if reader.isNamed("kekName") {
          kekName = try reader.string()
        } else if reader.isNamed("algorithm") {
          algorithm = try reader.string()
        } else {
          try reader.skip()
        }
      }
    }

    func encryptionKey() throws(RecordCodingError) -> RecordKey {
      switch try Self.present(type, "keytype") {
      case "KEK":
        return .key(KeyName(stored: try Self.present(name, "name")))
      case "DEK":
        let name = try Self.present(algorithm, "algorithm")
        guard let algorithm = DataKeyAlgorithm(rawValue: name) else {
          throw RecordCodingError("the algorithm \(name) is not known")
        }
        let series = DataKeySeries(
          stored: KeyName(stored: try Self.present(kekName, "kekName")),
          SubjectName(qualified: try Self.present(subject, "subject")), algorithm)
        return .dataKey(DataKeyID(series, try presentVersion()))
      case let type:
        throw RecordCodingError("the key is of type \(type), which is not known")
      }
    }

    static func present(_ text: String?, _ name: String) throws(RecordCodingError) -> String {
      guard let text else { throw RecordCodingError("the key has no text \"\(name)\"") }
      return text
    }

    func presentVersion() throws(RecordCodingError) -> SchemaVersion {
      guard let version else { throw RecordCodingError("\"version\" is not a 32-bit integer") }
      return SchemaVersion(rawValue: version)
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
