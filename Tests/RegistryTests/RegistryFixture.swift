import Avro
import Registry
import SchemaCore

/// A registry over a store in memory, with short words for what tests do all the time.
struct RegistryFixture {
  let registry: SchemaRegistry
  let store: any RegistryStore

  init(store: any RegistryStore = MemoryStore(), options: RegistryOptions = RegistryOptions()) async throws {
    self.store = store
    registry = try await SchemaRegistry(store: store, formats: SchemaFormats([AvroFormat()]), options: options)
  }

  @discardableResult
  func register(
    _ text: String, _ subject: String, references: [SchemaReference] = [], normalizing: Bool = false,
    metadata: SchemaMetadata? = nil, ruleSet: RuleSet? = nil, forced: Bool = false, version: Int32? = nil,
    id: Int32? = nil
  ) async throws -> RegisteredSchema {
    try await registry.register(
      SchemaText(text: text, references: references, metadata: metadata, ruleSet: ruleSet),
      under: SubjectName(qualified: subject),
      options: RegistrationOptions(
        normalizes: normalizing, isForced: forced, version: version, id: id.map(SchemaID.init)))
  }

  func versions(_ subject: String, _ filter: DeletionFilter = .live) throws -> [Int32] {
    try registry.state.versions(of: SubjectName(qualified: subject), filter).map(\.rawValue)
  }

  func delete(_ version: Int32, of subject: String, permanently: Bool = false) async throws {
    _ = try await registry.deleteVersion(
      .number(SchemaVersion(rawValue: version)), of: SubjectName(qualified: subject), permanently: permanently)
  }

  func delete(_ subject: String, permanently: Bool = false) async throws {
    _ = try await registry.deleteSubject(SubjectName(qualified: subject), permanently: permanently)
  }

  func setLevel(_ level: CompatibilityLevel, of subject: String = "") async throws {
    _ = try await registry.changeConfig(ConfigChange(SubjectConfig(level: level)), of: SubjectName(qualified: subject))
  }

  func setConfig(_ config: SubjectConfig, of subject: String = "") async throws {
    _ = try await registry.changeConfig(ConfigChange(config), of: SubjectName(qualified: subject))
  }

  func lookUp(
    _ text: String, _ subject: String, metadata: SchemaMetadata? = nil, ruleSet: RuleSet? = nil,
    normalizing: Bool = false
  ) throws -> RegisteredSchema {
    try registry.lookUp(
      SchemaText(text: text, metadata: metadata, ruleSet: ruleSet), under: SubjectName(qualified: subject),
      normalizing: normalizing)
  }

  func setMode(_ mode: RegistryMode?, of subject: String = "", force: Bool = false) async throws {
    _ = try await registry.changeMode(mode, of: SubjectName(qualified: subject), force: force)
  }

  /// A record schema with these fields: `a` is a string, `a?` one with a default.
  static func record(_ fields: String...) -> String {
    let members = fields.map { field in
      field.hasSuffix("?")
        ? #"{"name":"\#(field.dropLast())","type":"string","default":""}"# : #"{"name":"\#(field)","type":"string"}"#
    }
    return #"{"type":"record","name":"R","fields":[\#(members.joined(separator: ","))]}"#
  }
}

extension RegistryError {
  /// The case's name, for comparisons in tests.
  var name: String { String(String(describing: self).prefix { $0 != "(" }) }
}

/// The name of the error that `body` throws, or "nothing".
func refusal(_ body: () async throws -> Void) async -> String {
  do {
    try await body()
    return "nothing"
  } catch let error as RegistryError {
    return error.name
  } catch {
    return "\(error)"
  }
}
