public import SchemaCore

/// The schemas of an Avro IDL file and of what it imports (Avro 1.12, IDL Language).
///
/// Both syntaxes are read: `protocol P { … }`, and `namespace n; schema T;` with types after it. Types may be used before
/// they are declared. The messages of a protocol are checked, but not kept.
public struct AvroIDL: Sendable {
  /// A file as somebody found it.
  public struct File: Sendable {
    /// What names the file: a file that was read under this name is not read again, which also ends cycles.
    public var name: String
    /// What stands in it.
    public var text: String

    public init(name: String, text: String) {
      self.name = name
      self.text = text
    }
  }

  /// Finds an imported file by its path as written, relative to the file of the name `importer`.
  ///
  /// - Throws: `SchemaError` if there is no such file; the place of the import is added to it.
  public typealias Loader = (_ path: String, _ importer: String) throws(SchemaError) -> File

  /// The full names of all types, those of imports among them, in the order of their declarations.
  public let typeNames: [AvroName]
  /// The schema that the file declares by `schema …;`; types stand in it by their names.
  private let mainSchema: AvroSchema?
  /// The types that the file itself declares.
  private let ownNames: [AvroName]
  private let definitions: [AvroName: AvroSchema]

  /// Reads a file.
  ///
  /// - Parameters:
  ///   - file: the file and its name.
  ///   - limits: how much is accepted; the bytes are those of the file and its imports together.
  ///   - loader: finds imports; without it a file can import nothing.
  /// - Throws: `SchemaError` with line and column of the first thing that is wrong. What is wrong in an imported file
  ///   has that file's name and place in its message.
  public init(
    _ file: File, limits: AvroLimits = AvroLimits(), loader: Loader = Self.noImports
  ) throws(SchemaError) {
    var imports = IDLImports(limits: limits)
    try imports.read(file, loader)
    var linker = IDLLinker(imports, limits: limits)
    try linker.link()
    typeNames = linker.typeNames
    ownNames = linker.ownNames
    mainSchema = linker.mainSchema
    definitions = linker.definitions
  }

  /// The loader of files that stand alone.
  ///
  /// - Throws: `SchemaError` always.
  public static func noImports(path: String, importer: String) throws(SchemaError) -> File {
    throw SchemaError(.unsupported, "\"\(path)\" cannot be imported, as no files are at hand here")
  }

  /// The schema that the file stands for, everything that it uses written in: the one that it declares by `schema`, or
  /// else the only one of its types that none of the others uses.
  ///
  /// - Throws: `SchemaError` if there is no such schema, or if it is too deep to be written as one.
  public func document() throws(SchemaError) -> AvroDocument {
    if let mainSchema { return try document(of: mainSchema) }
    let used = ownNames.reduce(into: Set<AvroName>()) { used, name in
      guard let definition = definitions[name] else { return }
      used.formUnion(Self.names(usedIn: definition).filter { $0 != name })
    }
    let roots = ownNames.filter { !used.contains($0) }
    if roots.count == 1 { return try document(of: AvroSchema(.named(roots[0]))) }
    if ownNames.isEmpty { throw SchemaError(.invalid, "The file declares no type") }
    let candidates = roots.isEmpty ? ownNames : roots
    let shown = candidates.prefix(5).map(\.fullName).joined(separator: ", ") + (candidates.count > 5 ? ", …" : "")
    throw SchemaError(
      .invalid,
      "The file does not say which of its types it stands for (\(shown)): "
        + "declare it with \"schema Name;\" at the beginning, or take the types one by one")
  }

  /// The schema of a named type, everything that it uses written in; nil if there is no such type.
  ///
  /// - Throws: `SchemaError` of kind `limit` if it is too deep to be written as one.
  public func document(of name: AvroName) throws(SchemaError) -> AvroDocument? {
    guard definitions[name] != nil else { return nil }
    return try document(of: AvroSchema(.named(name)))
  }

  private func document(of schema: AvroSchema) throws(SchemaError) -> AvroDocument {
    var form = ResolvedForm(definitions: definitions)
    return AvroDocument(root: try form.resolved(schema), definitions: definitions)
  }

  private static func names(usedIn schema: AvroSchema) -> [AvroName] {
    switch schema.type {
    case .array(let items): names(usedIn: items)
    case .map(let values): names(usedIn: values)
    case .union(let branches): branches.flatMap(names)
    case .record(let record): record.fields.flatMap { names(usedIn: $0.schema) }
    case .named(let name): [name]
    case .null, .boolean, .int, .long, .float, .double, .bytes, .string, .enumeration, .fixed: []
    }
  }
}
