public import SchemaCore

/// The schemas of a folder, as `martlet.yaml` says what they are. Texts are read only where they are needed.
public struct SchemaSet: Sendable {
  /// A file that is a version of a subject.
  public struct Member: Sendable {
    /// The subject that it is registered under.
    public var subject: SubjectName
    /// The file, relative to the set's folder.
    public var path: String
    /// The identity of its bytes.
    public var identity: ContentIdentity
    public var format: FormatName
    /// The number that the version is to have; nil for the next one.
    public var version: SchemaVersion?
    /// What it uses.
    public var references: [Reference]
    /// The rule about it.
    public var entry: SetConfiguration.Entry
  }

  /// A use of another schema.
  public struct Reference: Hashable, Sendable {
    /// What the text calls it.
    public var name: String
    /// The subject that it is registered under.
    public var subject: SubjectName
    /// The subject as the registry is told it: one that names no context is meant in that of the referring schema.
    public var givenSubject: String
    /// The number of the version; nil for the latest.
    public var version: SchemaVersion?
    /// Where it is said so; nil if the text itself says it.
    public var position: TextPosition?
  }

  /// What the set is called in messages.
  public let name: String
  public let configuration: SetConfiguration
  /// Where the files are.
  public let tree: any FileTree
  public let formats: SetFormats
  /// The versions of each subject, oldest first.
  public let subjects: [SubjectName: [Member]]

  /// The names of the subjects, sorted.
  public var names: [SubjectName] { subjects.keys.sorted() }

  /// The number of the version that a reference without one means, as far as the set knows.
  func latestVersion(of subject: SubjectName) -> SchemaVersion? {
    subjects[subject].flatMap { members in
      members.last?.version ?? SchemaVersion(rawValue: Int32(clamping: members.count))
    }
  }

  /// The texts of members, in order.
  ///
  /// - Throws: `SetError` if one cannot be read.
  public func texts(of members: [Member]) throws(SetError) -> [SchemaText] {
    let contents = try tree.contents(of: members.map(\.path))
    var texts: [SchemaText] = []
    for member in members {
      guard let content = contents[member.path] else {
        throw SetError(.unreadable, "the file has gone", file: member.path)
      }
      texts.append(member.schemaText(try formats.translated(content.text, tree.path(of: member.path))))
    }
    return texts
  }
}

extension SchemaSet.Reference {
  /// The reference as the registry is told it.
  var schemaReference: SchemaReference {
    SchemaReference(name: name, subject: givenSubject, version: version?.rawValue ?? SchemaReference.latestVersion)
  }
}

extension SchemaSet.Member {
  /// The schema as it is handed to the registry: references to the latest version are left for it to pin.
  func schemaText(_ text: String) -> SchemaText {
    SchemaText(
      format: format, text: text,
      references: references.map(\.schemaReference), metadata: entry.metadata, ruleSet: entry.ruleSet)
  }
}
