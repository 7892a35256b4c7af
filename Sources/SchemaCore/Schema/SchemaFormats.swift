/// The installed formats, looked up by name. The executable makes the one list; nothing else names a format.
public struct SchemaFormats: Sendable {
  private let formats: [any SchemaFormat]

  /// A set of formats; of two with one name the first counts.
  public init(_ formats: [any SchemaFormat]) {
    self.formats = formats
  }

  /// The names, in the order of installation.
  public var names: [FormatName] { formats.map(\.name) }

  /// The pages about the rules of all formats.
  public var rulePages: [RulePage] { formats.flatMap(\.rulePages) }

  /// True if texts of this format can be parsed.
  public func contains(_ name: FormatName) -> Bool { formats.contains { $0.name == name } }

  /// The lint rules of each format, in the order of installation.
  public var lintRules: [(format: FormatName, rules: [LintRule])] { formats.map { ($0.name, $0.lintRules) } }

  /// Parses a schema by its format's parser.
  ///
  /// - Throws: `SchemaError`, of kind `unsupported` if the format is not installed.
  public func parse(
    _ schema: SchemaText, references: [ResolvedReference] = [], rules: ParsingRules = .new
  ) throws(SchemaError) -> any ParsedSchema {
    guard let format = formats.first(where: { $0.name == schema.format }) else {
      let known = names.map(\.rawValue).joined(separator: ", ")
      throw SchemaError(.unsupported, "Schema type \(schema.format) is not installed; installed are: \(known)")
    }
    return try format.parse(schema.text, references: references, rules: rules)
  }
}
