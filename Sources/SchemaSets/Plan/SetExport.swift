public import Registry
import SchemaCore

/// A registry as a folder: a file for each version, and a `martlet.yaml` that says what they are. The same registry makes
/// the same folder, byte for byte.
public struct SetExport: Sendable {
  /// The files by their paths, `martlet.yaml` last.
  public private(set) var files: [(path: String, text: String)] = []

  private let state: RegistryState
  private let isLatestOnly: Bool
  private let endings: [FormatName: String]

  /// - Parameters:
  ///   - records: what the registry holds.
  ///   - latestOnly: true for the last version of each subject, and those that it refers to.
  ///   - formats: for the endings of files.
  public init(_ records: [RegistryRecord], latestOnly: Bool = false, formats: SetFormats) {
    var state = RegistryState()
    for record in records {
      state.apply(LogEntry(position: state.nextPosition, timestamp: 0, token: 0, record: record))
    }
    self.state = state
    isLatestOnly = latestOnly
    endings = Dictionary(formats.endings.map { ($0.format, $0.ending) }, uniquingKeysWith: { first, _ in first })
    write()
  }

  private mutating func write() {
    var entries: [JSONValue] = []
    let subjects = state.subjects(.all)
    let needed = isLatestOnly ? self.needed : []
    for subject in subjects {
      let versions = wanted(of: subject, needed)
      for (index, version) in versions.enumerated() {
        let path = self.path(of: version)
        files.append((path, version.schema.text))
        entries.append(.object(entry(version, at: path, isLast: index == versions.count - 1)))
      }
    }
    var document = JSONObject()
    let scopes = scopes(subjects)
    if !scopes.isEmpty { document["contexts"] = .object(scopes) }
    document["schemas"] = .array(entries)
    let head = "# Written by martlet export. `martlet apply --keep-ids` brings it into an empty registry.\n"
    files.append((SetConfiguration.fileName, head + YAMLText.text(document)))
  }

  /// The versions of a subject that are exported, oldest first.
  private func wanted(of subject: SubjectName, _ needed: Set<VersionKey>) -> [RegisteredSchema] {
    let history = state.history(of: subject, .all)
    if !isLatestOnly { return history }
    let latest = history.last { !$0.isDeleted }?.version
    return history.filter { $0.version == latest || needed.contains($0.key) }
  }

  /// What the latest versions refer to, directly and indirectly.
  private var needed: Set<VersionKey> {
    var needed: Set<VersionKey> = []
    var waiting = state.subjects().compactMap { state.history(of: $0).last }
    while let schema = waiting.popLast() {
      for reference in schema.schema.references {
        let subject = SubjectName(qualified: reference.subject).resolved(in: schema.subject.context)
        let key = VersionKey(subject, SchemaVersion(rawValue: reference.version))
        guard needed.insert(key).inserted else { continue }
        waiting += state.history(of: subject, .all).filter { $0.version == key.version }
      }
    }
    return needed
  }

  private func entry(_ version: RegisteredSchema, at path: String, isLast: Bool) -> JSONObject {
    var entry: JSONObject = [
      "path": .string(path), "subject": .string(version.subject.description),
      "version": .number(JSONNumber(version.version.rawValue)), "id": .number(JSONNumber(version.id.rawValue)),
      "type": .string(version.schema.format.rawValue.lowercased()),
    ]
    if version.isDeleted { entry["deleted"] = true }
    if !version.schema.references.isEmpty {
      entry["references"] = .array(
        version.schema.references.map { reference in
          [
            "name": .string(reference.name), "subject": .string(reference.subject),
            "version": .number(JSONNumber(reference.version)),
          ]
        })
    }
    entry["metadata"] = version.schema.metadata?.json
    entry["ruleSet"] = version.schema.ruleSet?.json
    if isLast { add(version.subject, to: &entry) }
    return entry
  }

  /// The settings of contexts that have some.
  private func scopes(_ subjects: [SubjectName]) -> JSONObject {
    var scopes = JSONObject()
    let contexts = Set(subjects.map(\.contextSubject)).union([
      RegistryState.globalScope, RegistryState.everyContextScope,
    ])
    for scope in contexts.sorted() {
      var members = JSONObject()
      add(scope, to: &members)
      if !members.isEmpty { scopes[scope.context == .global ? "*" : scope.context.description] = .object(members) }
    }
    return scopes
  }

  private func add(_ scope: SubjectName, to members: inout JSONObject) {
    if let config = state.ownConfig(of: scope) {
      members["level"] = config.level.map { .string($0.rawValue) }
      var others = config
      others.level = nil
      let settings = others.members(levelName: "level")
      if !settings.isEmpty { members["config"] = .object(settings) }
    }
    members["mode"] = state.ownMode(of: scope).map { .string($0.rawValue) }
  }

  private func path(of version: RegisteredSchema) -> String {
    let context = version.subject.context
    let folder = context.isDefault ? "schemas" : "contexts/\(Self.fileName(String(context.description.dropFirst())))"
    let ending = endings[version.schema.format] ?? ".txt"
    return "\(folder)/\(Self.fileName(version.subject.name))/\(version.version)\(ending)"
  }

  /// The longest name that is written out; longer ones end in a hash.
  private static let longestName = 180

  /// The name with everything in percent-escapes that is not safe in files and patterns.
  private static func fileName(_ name: String) -> String {
    var escaped = ""
    for (index, byte) in name.utf8.enumerated() {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
        escaped.unicodeScalars.append(Unicode.Scalar(byte))
      case UInt8(ascii: ".") where index > 0: escaped += "."
      default:
        let digits = String(byte, radix: 16, uppercase: true)
        escaped += digits.count == 1 ? "%0\(digits)" : "%\(digits)"
      }
    }
    if escaped.isEmpty { return "%" }
    if escaped.utf8.count <= longestName { return escaped }
    var text = name
    let identity = text.withUTF8 { ContentIdentity(of: UnsafeRawBufferPointer($0)) }
    return escaped.prefix(longestName - 41) + "~" + identity.name
  }
}
