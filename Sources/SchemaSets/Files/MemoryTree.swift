public import SchemaCore

/// Files that are in memory, such as what was read from a pipe.
public struct MemoryTree: FileTree {
  public let name: String
  private let files: [String: FileContent]

  /// - Parameter files: the texts by their paths.
  public init(name: String, files: [String: String]) {
    self.name = name
    self.files = files.mapValues { text in
      var text = text
      return FileContent(text: text, identity: text.withUTF8 { ContentIdentity(of: UnsafeRawBufferPointer($0)) })
    }
  }

  public func path(of file: String) -> String { file }

  public func paths(in folder: String) throws(SetError) -> [String] {
    files.keys.filter { $0.hasPrefix(folder) }.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  public func contents(of paths: [String]) throws(SetError) -> [String: FileContent] {
    Dictionary(paths.compactMap { path in files[path].map { (path, $0) } }, uniquingKeysWith: { first, _ in first })
  }

  public func identities(of paths: [String]) throws(SetError) -> [String: ContentIdentity] {
    try contents(of: paths).mapValues(\.identity)
  }
}

extension SchemaSet {
  /// A set of one schema, which is no file of a folder.
  ///
  /// - Parameters:
  ///   - file: what the schema is called in messages.
  ///   - schema: the schema, with its references.
  public init(
    of schema: SchemaText, called file: String, as subject: SubjectName, formats: SetFormats
  ) throws(SetError) {
    let tree = MemoryTree(name: file, files: [file: schema.text])
    // What is handed in as a schema is one, whatever the file was written in.
    var formats = formats
    formats.translated = { (text, _) throws(SetError) in text }
    let configuration = try SetConfiguration("", file: SetConfiguration.fileName)
    let entry = SetConfiguration.Entry(for: schema)
    let references = schema.references.map { reference in
      Reference(
        name: reference.name, subject: SubjectName(qualified: reference.subject).resolved(in: subject.context),
        givenSubject: reference.subject,
        version: reference.version > 0 ? SchemaVersion(rawValue: reference.version) : nil, position: nil)
    }
    let identity = try tree.identities(of: [file])[file]
    let member = Member(
      subject: subject, path: file, identity: identity ?? ContentIdentity(name: ""), format: schema.format,
      version: nil, references: references, entry: entry)
    self.init(
      name: file, configuration: configuration, tree: tree, formats: formats, subjects: [subject: [member]])
  }
}
