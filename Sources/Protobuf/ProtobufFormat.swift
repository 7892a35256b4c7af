public import SchemaCore

/// Protobuf schemas: `.proto` text of proto2, proto3 and edition 2023.
public struct ProtobufFormat: Sendable {
  public init() {}

  /// The name that requests use.
  public var name: FormatName { .protobuf }

  /// Parses and validates a schema.
  ///
  /// New schemas may use only types that they, their references or the built-in files define, imported or not; the rest
  /// is read as registries read it, by the grammar alone. Under strict rules all that protoc would refuse is refused.
  ///
  /// - Parameter references: their names are the paths by which files import them; one that is called like a built-in
  ///   file stands in for it.
  /// - Throws: `SchemaError` with the place of the first problem; its message tells all of them, one a line.
  public func parse(
    _ text: String, references: [ResolvedReference] = [], rules: ParsingRules = .new
  ) throws(SchemaError) -> ProtobufSchema {
    var imports: [ImportedFile] = []
    for reference in references {
      do {
        let file = try file(reference.text, name: reference.reference.name)
        imports.append(ImportedFile(reference.reference, file))
      } catch {
        throw SchemaError(error.kind, "In reference \"\(reference.reference.name)\": \(error)")
      }
    }
    let schema = ProtobufSchema(try file(text, name: ""), imports: imports)
    switch rules {
    case .stored: break
    case .new:
      let problems = TypeNameCheck.problems(in: schema)
      if !problems.isEmpty { throw SchemaError(problems) }
    case .strict: try schema.checkStrictly()
    }
    return schema
  }

  /// Reads a file; what protoc refuses and registries take stays among its problems.
  private func file(_ text: String, name: String) throws(SchemaError) -> ParsedFile {
    let file = ProtoParser.parse(text, name: name)
    let problems = file.problems.filter { $0.kind != .rule }
    if !problems.isEmpty { throw SchemaError(problems) }
    return file
  }
}
