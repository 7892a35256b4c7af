import SchemaCore

/// A Protobuf schema: one `.proto` file with the files that it refers to.
public struct ProtobufSchema: Sendable {
  /// The file itself. Its text is the one given, or the one written for a schema that was given as descriptor.
  let file: ParsedFile
  /// What it refers to, directly or not, each after those that it imports.
  let imports: [ImportedFile]
  /// The types of all files.
  let types: DeclaredTypes
  /// The text that the registry stores and returns.
  public let canonicalText: String
  private let linking: SchemaLinking

  init(_ file: ParsedFile, imports: [ImportedFile]) {
    self.file = file
    self.imports = imports
    canonicalText = CanonicalText.text(of: file.syntax)
    var types = DeclaredTypes(builtIn: BuiltInDeclarations(except: Set(imports.map { ExactText($0.reference.name) })))
    for imported in imports { types.declare(imported.file.syntax, from: imported.origin) }
    types.declare(file.syntax, from: .root)
    self.types = types
    linking = SchemaLinking(file, imports: imports)
  }

  var syntax: FileSyntax { file.syntax }

  /// The linked file with all that it needs; the work is done once.
  ///
  /// - Throws: `SchemaError` with all problems if something is used that neither the schema nor its references define.
  func linkedFiles() throws(SchemaError) -> LinkedFiles { try linking.files() }

  /// Links under the rules of protoc.
  ///
  /// - Throws: `SchemaError` with everything that protoc would refuse.
  func checkStrictly() throws(SchemaError) { try linking.checkStrictly() }

  /// Every difference from another version, compatible or not, in the order of a walk through both; up to 10,000.
  ///
  /// - Parameter original: the version that data was written with; this one is to read it.
  public func differences(from original: ProtobufSchema) -> [ProtobufDifference] {
    ExpandedDifferences.list(original: original, update: self, includesCompatible: true)
  }
}
