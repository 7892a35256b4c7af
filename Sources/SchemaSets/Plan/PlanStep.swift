public import Registry
public import SchemaCore

/// One thing that has to be done to a registry. Done twice, it changes nothing.
public enum PlanStep: Sendable {
  /// The settings of a subject or context change.
  case changeConfig(SubjectName, from: SubjectConfig?, to: SubjectConfig)
  /// The mode of a subject or context changes.
  case changeMode(SubjectName, from: RegistryMode, to: RegistryMode)
  /// A schema becomes a version.
  case register(Registration)
  /// A version is marked as deleted.
  case deleteVersion(VersionKey)
  /// All versions of a subject are marked as deleted.
  case deleteSubject(SubjectName, versions: Int)

  /// A schema that becomes a version.
  public struct Registration: Sendable {
    public var subject: SubjectName
    public var schema: SchemaText
    /// The file.
    public var file: String
    /// The number that the version will have, if nobody is first.
    public var expectedVersion: SchemaVersion
    /// The ID that the schema will have, if nobody is first.
    public var expectedID: SchemaID
    /// True if the number and the ID are those that must be.
    public var isImport: Bool
  }

  /// True if something is taken away.
  public var isDeletion: Bool {
    switch self {
    case .deleteVersion, .deleteSubject: true
    case .changeConfig, .changeMode, .register: false
    }
  }

  /// The step in one line: a sign, what is done, to what.
  public var text: String {
    switch self {
    case .changeConfig(let scope, let old, let new):
      "~ config    \(scope.displayName): \(Self.difference(old ?? SubjectConfig(), new))"
    case .changeMode(let scope, let old, let new): "~ mode      \(scope.displayName): \(old) → \(new)"
    case .register(let registration):
      "+ register  \(registration.subject) version \(registration.expectedVersion) from \(registration.file)"
        + (registration.isImport ? " with ID \(registration.expectedID)" : "")
    case .deleteVersion(let key): "- delete    \(key.subject) version \(key.version)"
    case .deleteSubject(let subject, let count):
      "- delete    \(subject) (\(count) \(count == 1 ? "version" : "versions"))"
    }
  }

  /// The step for programs.
  public var json: JSONValue {
    switch self {
    case .changeConfig(let scope, let old, let new):
      var object: JSONObject = ["action": "config", "scope": .string(scope.description)]
      object["from"] = old.map { .object($0.members(levelName: "compatibility")) }
      object["to"] = .object(new.members(levelName: "compatibility"))
      return .object(object)
    case .changeMode(let scope, let old, let new):
      return [
        "action": "mode", "scope": .string(scope.description), "from": .string(old.rawValue),
        "to": .string(new.rawValue),
      ]
    case .register(let registration):
      var object: JSONObject = [
        "action": "register", "subject": .string(registration.subject.description), "file": .string(registration.file),
        "version": .number(JSONNumber(registration.expectedVersion.rawValue)),
      ]
      if registration.isImport { object["id"] = .number(JSONNumber(registration.expectedID.rawValue)) }
      return .object(object)
    case .deleteVersion(let key):
      return [
        "action": "delete", "subject": .string(key.subject.description),
        "version": .number(JSONNumber(key.version.rawValue)),
      ]
    case .deleteSubject(let subject, let count):
      return [
        "action": "delete", "subject": .string(subject.description), "versions": .number(JSONNumber(count)),
      ]
    }
  }

  /// What changes, setting by setting.
  private static func difference(_ old: SubjectConfig, _ new: SubjectConfig) -> String {
    let (before, after) = (old.members(levelName: "level"), new.members(levelName: "level"))
    var changes: [String] = []
    for name in after.keys + before.keys.filter({ after[$0] == nil }) where before[name] != after[name] {
      changes.append("\(name) \(Self.word(before[name])) → \(Self.word(after[name]))")
    }
    return changes.joined(separator: ", ")
  }

  private static func word(_ value: JSONValue?) -> String {
    guard let value else { return "unset" }
    return value.string ?? JSONWriter.text(value)
  }
}

extension SubjectName {
  /// The name for people; contexts have no name of a subject.
  var displayName: String {
    if !isContext { return description }
    if context == .global { return "all contexts" }
    return context.isDefault ? "the default context" : "context \(context)"
  }
}
