public import Registry
public import SchemaCore

/// What a set is compared with: a registry as it was at some time, or would be.
public protocol Baseline: Sendable {
  /// What it is called in messages, such as `git:origin/main` or `the registry`.
  var name: String { get }

  /// The subjects of a set that are the same here, so that there is nothing to look at, as far as can be told without
  /// reading texts.
  ///
  /// - Throws: `SetError`.
  func unchangedSubjects(of set: SchemaSet) throws(SetError) -> Set<SubjectName>

  /// Records that make a registry of these subjects, and of all that they refer to.
  ///
  /// - Throws: `SetError`.
  func records(of subjects: Set<SubjectName>) throws(SetError) -> [RegistryRecord]

  /// What a version is called in messages; nil where its number says enough.
  func name(of version: VersionKey) -> String?
}

extension Baseline {
  public func unchangedSubjects(of set: SchemaSet) throws(SetError) -> Set<SubjectName> { [] }
  public func name(of version: VersionKey) -> String? { nil }
}

/// A registry's records: from a running one, a snapshot, or nothing at all.
public struct RecordedBaseline: Baseline {
  public let name: String
  private let records: [RegistryRecord]
  private let names: [VersionKey: String]

  /// - Parameters:
  ///   - records: in the order in which a registry would write them.
  ///   - names: what versions are called that came from files.
  public init(name: String, records: [RegistryRecord], names: [VersionKey: String] = [:]) {
    self.name = name
    self.records = records
    self.names = names
  }

  /// Nothing was there before: versions are compared with each other only.
  public static let empty = RecordedBaseline(name: "nothing", records: [])

  public func records(of subjects: Set<SubjectName>) throws(SetError) -> [RegistryRecord] { records }

  public func name(of version: VersionKey) -> String? { names[version] }
}
