import SchemaCore

/// A registry record as key and value in JSON: the form in which the log is stored, and in which the `_schemas` topic of
/// other registries holds it.
public struct StoredRecord: Hashable, Sendable {
  /// What the record is about; of records with one key the last one counts.
  public var key: String
  /// What is so now; nil if it is gone.
  public var value: String?

  public init(key: String, value: String?) {
    self.key = key
    self.value = value
  }
}

/// Why a stored record cannot be understood.
public struct RecordCodingError: Error, Hashable, Sendable, CustomStringConvertible {
  public var description: String

  public init(_ description: String) {
    self.description = description
  }
}

extension StoredRecord {
  /// The stored form of a record.
  public init(_ record: RegistryRecord) {
    if case .unreadable(let record) = record {
      self = record.stored
      return
    }
    let (key, value) = RecordEncoding.members(of: record)
    self.init(
      key: JSONWriter.text(.object(JSONObject(key))), value: value.map { JSONWriter.text(.object(JSONObject($0))) })
  }

  /// The record.
  ///
  /// - Throws: `RecordCodingError` saying which part is not as it must be.
  public func record() throws(RecordCodingError) -> RegistryRecord {
    let key = try readKey()
    guard let value else { return try RecordDecoding(value: nil).record(key) }
    if case .version(let key) = key { return .schema(try SchemaRecord(key, stored: value)) }
    return try RecordDecoding(value: Self.parse(value)).record(key)
  }

  /// What the record is about.
  ///
  /// - Throws: `RecordCodingError`.
  func readKey() throws(RecordCodingError) -> RecordKey { try RecordKey(stored: key) }

  /// Reads the members of a key or a value one after the other.
  ///
  /// - Parameter part: what the text is called in the error.
  static func read(
    _ text: String, _ part: String, _ body: (inout JSONMemberReader) throws(JSONError) -> Void
  ) throws(RecordCodingError) {
    do {
      try JSONMemberReader.read(text, body)
    } catch {
      throw RecordCodingError("the \(part) is not a JSON object: \(error)")
    }
  }

  private static func parse(_ value: String) throws(RecordCodingError) -> JSONObject {
    do {
      if case .object(let object) = try JSONParser.parse(value) { return object }
    } catch {
      throw RecordCodingError("the value is not JSON: \(error)")
    }
    throw RecordCodingError("the value is not a JSON object")
  }
}

private let levelName = "compatibilityLevel"

/// The order of the members is part of the form: compacting stores compare keys byte by byte.
private enum RecordEncoding {
  typealias Members = [JSONObject.Member]

  static func members(of record: RegistryRecord) -> (key: Members, value: Members?) {
    switch record {
    case .schema(let record):
      (schemaKey(record.key), schemaValue(record))
    case .schemaRemoved(let key):
      (schemaKey(key), nil)
    case .subjectDeleted(let subject, let version):
      (
        key("DELETE_SUBJECT", subject),
        [member("subject", subject.description), member("version", version.rawValue)]
      )
    case .subjectCleared(let scope):
      (key("CLEAR_SUBJECT", scope), scopeMember(scope))
    case .config(let scope, let config):
      (key("CONFIG", scope), config.map { scopeMember(scope) + $0.members(levelName: levelName).members })
    case .mode(let scope, let mode):
      (key("MODE", scope), mode.map { scopeMember(scope) + [member("mode", $0.rawValue)] })
    case .context(let name):
      (contextKey(name), [member("tenant", "default"), member("context", name.description)])
    case .contextRemoved(let name):
      (contextKey(name), nil)
    case .encryptionKey(let record):
      record.storedMembers
    case .noop, .unreadable:
      // What cannot be read has a form of its own, which is chosen before.
      ([member("keytype", "NOOP"), member("magic", 0)], nil)
    }
  }

  private static func schemaKey(_ key: VersionKey) -> Members {
    [
      member("keytype", "SCHEMA"), member("subject", key.subject.description),
      member("version", key.version.rawValue), member("magic", 1),
    ]
  }

  private static func key(_ type: String, _ scope: SubjectName) -> Members {
    [member("keytype", type)] + scopeMember(scope) + [member("magic", 0)]
  }

  private static func contextKey(_ name: ContextName) -> Members {
    [
      member("keytype", "CONTEXT"), member("tenant", "default"), member("context", name.description),
      member("magic", 0),
    ]
  }

  /// The default context has no name: its settings are the ones without a subject.
  private static func scopeMember(_ scope: SubjectName) -> Members {
    scope == RegistryState.globalScope ? [] : [member("subject", scope.description)]
  }

  private static func schemaValue(_ record: SchemaRecord) -> Members {
    var members = [
      member("subject", record.key.subject.description), member("version", record.key.version.rawValue),
      member("id", record.id.rawValue), member("schemaType", record.schema.format.rawValue),
    ]
    if !record.schema.references.isEmpty {
      let references = record.schema.references.map { reference in
        JSONValue.object([
          "name": .string(reference.name), "subject": .string(reference.subject),
          "version": .number(JSONNumber(reference.version)),
        ])
      }
      members.append(JSONObject.Member(key: "references", value: .array(references)))
    }
    if let metadata = record.schema.metadata { members.append(.init(key: "metadata", value: metadata.json)) }
    if let ruleSet = record.schema.ruleSet { members.append(.init(key: "ruleSet", value: ruleSet.json)) }
    return members + [
      member("schema", record.schema.text), JSONObject.Member(key: "deleted", value: .bool(record.isDeleted)),
    ]
  }

  private static func member(_ key: String, _ value: String) -> JSONObject.Member {
    JSONObject.Member(key: key, value: .string(value))
  }

  private static func member(_ key: String, _ value: Int32) -> JSONObject.Member {
    JSONObject.Member(key: key, value: .number(JSONNumber(value)))
  }
}

/// Reads every record but those with a schema.
private struct RecordDecoding {
  let value: JSONObject?

  func record(_ key: RecordKey) throws(RecordCodingError) -> RegistryRecord {
    switch key {
    case .version(let key): .schemaRemoved(key)
    case .subjectDeletion(let subject):
      .subjectDeleted(subject, upTo: SchemaVersion(rawValue: try present().storedInt("version")))
    case .subjectClearance(let scope): .subjectCleared(scope)
    case .config(let scope): .config(scope, try value.map { (value) throws(RecordCodingError) in try config(value) })
    case .mode(let scope): .mode(scope, try value.map { (value) throws(RecordCodingError) in try mode(value) })
    case .context(let name): value == nil ? .contextRemoved(name) : .context(name)
    case .key(let name): .encryptionKey(try EncryptionKeyRecord(name, value))
    case .dataKey(let id): .encryptionKey(try EncryptionKeyRecord(id, value))
    case .noop: .noop
    }
  }

  private func config(_ value: JSONObject) throws(RecordCodingError) -> SubjectConfig {
    var config = try members(of: value) { (reader) throws(JSONShapeError) in try SubjectConfig(reader) }
    if let name = value[levelName]?.string {
      guard let level = CompatibilityLevel(name: name) else {
        throw RecordCodingError("the compatibility level \(name) is not known")
      }
      config.level = level
    }
    return config
  }

  private func mode(_ value: JSONObject) throws(RecordCodingError) -> RegistryMode {
    let name = try value.storedText("mode", in: "value")
    guard let mode = RegistryMode(name: name) else { throw RecordCodingError("the mode \(name) is not known") }
    return mode
  }

  private func members<Part>(
    of value: JSONObject, _ read: (JSONObjectReader) throws(JSONShapeError) -> Part
  ) throws(RecordCodingError) -> Part {
    do {
      return try read(JSONObjectReader(.object(value)))
    } catch {
      throw RecordCodingError("the value is not as it must be: \(error)")
    }
  }

  private func present() throws(RecordCodingError) -> JSONObject {
    guard let value else { throw RecordCodingError("the value is missing") }
    return value
  }
}
