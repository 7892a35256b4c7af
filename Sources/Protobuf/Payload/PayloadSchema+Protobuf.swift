public import SchemaCore

extension PayloadSchema {
  /// How many files may import one another in a chain.
  private static let maximumDepth = 100

  /// A `.proto` file with the files that it imports, which are registered first. Built-in files need not be there.
  ///
  /// - Parameters:
  ///   - text: the file.
  ///   - imports: the texts of the imported files by their import paths, with what they import in turn.
  /// - Throws: `SchemaError` if a file that is imported is not among them, or if files import one another in a circle.
  public init(protobuf text: String, imports: [String: String] = [:]) throws(SchemaError) {
    try self.init(text, imports, path: [])
  }

  private init(_ text: String, _ files: [String: String], path: [String]) throws(SchemaError) {
    guard path.count <= Self.maximumDepth else {
      throw SchemaError(.limit, "files import one another in a chain of more than \(Self.maximumDepth)")
    }
    var imports: [Import] = []
    for name in ProtobufFormat.referencedImports(in: text) {
      guard let imported = files[name] else {
        if BuiltInFiles.text(of: name) != nil { continue }
        throw SchemaError(
          .unknownName, "the file \"\(name)\", which \(path.last ?? "the schema") imports, is not given")
      }
      guard !path.contains(name) else {
        throw SchemaError(.invalid, "the file \"\(name)\" imports itself by way of \(path.joined(separator: ", "))")
      }
      imports.append(Import(name: name, schema: try PayloadSchema(imported, files, path: path + [name])))
    }
    self.init(SchemaText(format: .protobuf, text: text), imports: imports)
  }
}
