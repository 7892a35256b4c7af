public import SchemaCore

/// Protobuf schemas: `.proto` text of proto2, proto3 and edition 2023, or a serialized file descriptor in base64.
public struct ProtobufFormat: SchemaFormat {
  public init() {}

  /// The name that requests use.
  public var name: FormatName { .protobuf }

  public var rulePages: [RulePage] { ProtobufRulePages.all + ProtobufRule.allCases.map(\.page) }

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
        let file = try ParsedFile(schema: reference.text, name: reference.reference.name)
        imports.append(ImportedFile(reference.reference, file))
      } catch {
        throw SchemaError(error.kind, "In a reference: \(error)")
      }
    }
    let schema = ProtobufSchema(try ParsedFile(schema: text), imports: imports)
    switch rules {
    case .stored: break
    case .new:
      let problems = TypeNameCheck.problems(in: schema)
      if !problems.isEmpty { throw SchemaError(problems) }
    case .strict: try schema.checkStrictly()
    }
    return schema
  }
}
