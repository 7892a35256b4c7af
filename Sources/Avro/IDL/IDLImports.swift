import SchemaCore

/// Reads an IDL file and all that it imports, each file once.
struct IDLImports {
  /// Something that was read, and the file that it stands in.
  struct Entry {
    enum Content {
      case item(IDLFile.Item)
      /// An imported schema.
      case schema(JSONValue)
      /// An imported protocol.
      case `protocol`(JSONValue)
    }

    var content: Content
    /// The file's index.
    var file: Int
  }

  /// The files in the order in which they were begun; the first is the one that imports the others.
  private(set) var files: [AvroIDL.File] = []
  /// What they hold, in order: what is imported stands where it is imported.
  private(set) var entries: [Entry] = []
  private let limits: AvroLimits
  private var names: Set<String> = []
  private var bytesLeft: Int
  private var depth = 0

  /// How many files may be read.
  private static let maximumFiles = 1000
  /// How long a chain of files that import the next one may be.
  private static let maximumDepth = 64

  init(limits: AvroLimits) {
    self.limits = limits
    bytesLeft = limits.bytes
  }

  /// Reads the file and then what it imports.
  mutating func read(_ file: AvroIDL.File, _ loader: AvroIDL.Loader) throws(SchemaError) {
    names.insert(file.name)
    try spend(file)
    try readIDL(file, loader)
  }

  /// How JSON is read in these files.
  var options: JSONParser.Options {
    JSONParser.Options(allowsComments: true, maximumDepth: limits.nesting, maximumBytes: limits.bytes)
  }

  private mutating func readIDL(_ file: AvroIDL.File, _ loader: AvroIDL.Loader) throws(SchemaError) {
    files.append(file)
    let index = files.count - 1
    let content: IDLFile
    do {
      content = try IDLParser.file(file.text, maximumDepth: limits.nesting)
    } catch {
      throw located(error, in: index)
    }
    for item in content.items {
      guard case .import(let kind, let path, let offset) = item else {
        entries.append(Entry(content: .item(item), file: index))
        continue
      }
      let imported: AvroIDL.File
      do {
        imported = try loader(path, file.name)
        if !names.insert(imported.name).inserted { continue }
        try spend(imported)
      } catch {
        throw located(SchemaError(error.kind, error.message, at: place(of: offset, in: index)), in: index)
      }
      switch kind {
      case .idl:
        depth += 1
        try readIDL(imported, loader)
        depth -= 1
      case .schema, .protocol:
        try readJSON(imported, as: kind)
      }
    }
  }

  private mutating func readJSON(_ file: AvroIDL.File, as kind: IDLFile.ImportKind) throws(SchemaError) {
    files.append(file)
    let index = files.count - 1
    let value: JSONValue
    do {
      value = try JSONParser.parse(file.text, options: options)
    } catch {
      throw located(SchemaError(error.isLimit ? .limit : .syntax, error.message, at: error.position), in: index)
    }
    entries.append(Entry(content: kind == .protocol ? .protocol(value) : .schema(value), file: index))
  }

  private mutating func spend(_ file: AvroIDL.File) throws(SchemaError) {
    bytesLeft -= file.text.utf8.count
    if bytesLeft < 0 {
      throw SchemaError(.limit, "The file and its imports have more than \(limits.bytes) bytes")
    }
    if files.count == Self.maximumFiles {
      throw SchemaError(.limit, "The file has more than \(Self.maximumFiles - 1) imports")
    }
    if depth == Self.maximumDepth {
      throw SchemaError(.limit, "More than \(Self.maximumDepth) files import one another in a chain")
    }
  }
}

extension IDLImports {
  /// The place of the byte at `offset` in a file.
  func place(of offset: Int, in file: Int) -> TextPosition {
    var text = files[file].text
    return text.withUTF8 { TextPosition(offset: offset, in: $0) }
  }

  /// An error in a file. One in an imported file has its place in its message, as its position means another text.
  func located(_ error: SchemaError, in file: Int) -> SchemaError {
    if file == 0 { return error }
    return SchemaError(error.kind, "In the imported file \"\(files[file].name)\": \(error)")
  }
}
