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
    let (key, value) = RecordEncoding.members(of: record)
    self.init(
      key: JSONWriter.text(.object(JSONObject(key))), value: value.map { JSONWriter.text(.object(JSONObject($0))) })
  }

  /// The record.
  ///
  /// - Throws: `RecordCodingError` saying which part is not as it must be.
  public func record() throws(RecordCodingError) -> RegistryRecord {
    let key = try Self.parse(key, "key")
    let value = try value.map { (text) throws(RecordCodingError) in try Self.parse(text, "value") }
    if key["keytype"] == nil, key["type"] != nil {
      return .encryptionKey(try EncryptionKeyRecord(key: key, value: value))
    }
    return try RecordDecoding(key: key, value: value).record()
  }

  private static func parse(_ text: String, _ part: String) throws(RecordCodingError) -> JSONObject {
    do {
      if case .object(let object) = try JSONParser.parse(text) { return object }
    } catch {
      throw RecordCodingError("the \(part) is not JSON: \(error)")
    }
    throw RecordCodingError("the \(part) is not a JSON object")
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
    case .noop:
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

private struct RecordDecoding {
  let key: JSONObject
  let value: JSONObject?

  func record() throws(RecordCodingError) -> RegistryRecord {
    switch try string("keytype", in: key, "key") {
    case "SCHEMA": try schema()
    case "DELETE_SUBJECT": .subjectDeleted(scope, upTo: SchemaVersion(rawValue: try int("version", in: present())))
    case "CLEAR_SUBJECT": .subjectCleared(scope)
    case "CONFIG": .config(scope, try value.map { (value) throws(RecordCodingError) in try config(value) })
    case "MODE": .mode(scope, try value.map { (value) throws(RecordCodingError) in try mode(value) })
    case "CONTEXT": try context()
    case "NOOP": .noop
    case let type: throw RecordCodingError("the key is of type \(type), which is not known")
    }
  }

  private func schema() throws(RecordCodingError) -> RegistryRecord {
    let subject = SubjectName(qualified: try string("subject", in: key, "key"))
    let versionKey = VersionKey(subject, SchemaVersion(rawValue: try int("version", in: key)))
    guard let value else { return .schemaRemoved(versionKey) }
    var references: [SchemaReference] = []
    for element in value["references"]?.array ?? [] {
      guard let object = element.object else { throw RecordCodingError("a reference is not an object") }
      references.append(
        SchemaReference(
          name: try string("name", in: object, "reference"), subject: try string("subject", in: object, "reference"),
          version: try int("version", in: object)))
    }
    let schema = SchemaText(
      format: value["schemaType"]?.string.map(FormatName.init) ?? .avro,
      text: try string("schema", in: value, "value"), references: references,
      metadata: try members(of: value) { (reader) throws(JSONShapeError) in try reader.metadata("metadata") },
      ruleSet: try members(of: value) { (reader) throws(JSONShapeError) in try reader.ruleSet("ruleSet") })
    return .schema(
      SchemaRecord(
        key: versionKey, id: SchemaID(rawValue: try int("id", in: value)), schema: schema,
        isDeleted: value["deleted"]?.bool ?? false))
  }

  private func context() throws(RecordCodingError) -> RegistryRecord {
    let name = ContextName(try string("context", in: key, "key"))
    return value == nil ? .contextRemoved(name) : .context(name)
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
    let name = try string("mode", in: value, "value")
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

  private var scope: SubjectName { SubjectName(qualified: key["subject"]?.string ?? "") }

  private func present() throws(RecordCodingError) -> JSONObject {
    guard let value else { throw RecordCodingError("the value is missing") }
    return value
  }

  private func string(_ name: String, in object: JSONObject, _ part: String) throws(RecordCodingError) -> String {
    guard let text = object[name]?.string else { throw RecordCodingError("the \(part) has no text \"\(name)\"") }
    return text
  }

  private func int(_ name: String, in object: JSONObject) throws(RecordCodingError) -> Int32 {
    guard let number = object[name]?.number?.int64, let value = Int32(exactly: number) else {
      throw RecordCodingError("\"\(name)\" is not a 32-bit integer")
    }
    return value
  }
}
