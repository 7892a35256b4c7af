/// A schema language: what turns text into something that can be compared, rendered and used to code records.
///
/// A format is a module of its own. The rest of the system knows it through this protocol alone.
public protocol SchemaFormat: Sendable {
  /// The parsed schema of this format.
  associatedtype Schema: ParsedSchema

  /// The name that requests and records use.
  var name: FormatName { get }

  /// What its schemas can be held against beyond what makes them valid.
  var lintRules: [LintRule] { get }

  /// Parses and validates a text.
  ///
  /// - Parameters:
  ///   - text: the schema.
  ///   - references: everything that the text may use, in an order in which each may use those before it.
  ///   - rules: how strict to be.
  /// - Throws: `SchemaError` with what is wrong and where.
  func parse(_ text: String, references: [ResolvedReference], rules: ParsingRules) throws(SchemaError) -> Schema

  /// A page about each rule by which schemas of this format may be found fault with.
  var rulePages: [RulePage] { get }
}

extension SchemaFormat {
  public var rulePages: [RulePage] { [] }
}

extension SchemaFormat {
  public var lintRules: [LintRule] { [] }
}

/// How strictly a text is read.
public enum ParsingRules: Hashable, Sendable {
  /// A schema whose author wants to know everything: what the format's own compiler would refuse is refused, too.
  case strict
  /// A schema that is being registered: every rule holds that registries agree on.
  case new
  /// A schema that is stored already, or looked up: what older registries let through is tolerated.
  case stored
}
