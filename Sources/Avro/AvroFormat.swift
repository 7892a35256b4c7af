public import SchemaCore

/// Avro schemas, as the Avro 1.12 specification describes them.
public struct AvroFormat: SchemaFormat {
  /// How much is accepted.
  public let limits: AvroLimits

  public init(limits: AvroLimits = AvroLimits()) {
    self.limits = limits
  }

  /// The name that requests use.
  public var name: FormatName { .avro }

  public var rulePages: [RulePage] { AvroRulePages.all + PortabilityRule.allCases.map(\.page) }

  /// Parses and validates a schema. Comments are accepted in the text.
  ///
  /// - Throws: `SchemaError` with the first thing that is wrong, its JSON pointer, line and column.
  public func parse(
    _ text: String, references: [ResolvedReference] = [], rules: ParsingRules = .new
  ) throws(SchemaError) -> AvroDocument {
    var names = NameTable(limit: limits.names)
    for reference in references {
      do {
        // What is registered already was valid when it was registered.
        _ = try root(of: reference.text, names: &names, rules: .stored)
      } catch {
        throw SchemaError(error.kind, "In reference \"\(reference.reference.name)\": \(error)")
      }
    }
    let root = try root(of: text, names: &names, rules: rules)
    return AvroDocument(root: root, definitions: names.definitions)
  }

  private func root(
    of text: String, names: inout NameTable, rules: ParsingRules
  ) throws(SchemaError) -> AvroSchema {
    let options = JSONParser.Options(
      allowsComments: true, maximumDepth: limits.nesting, maximumBytes: limits.bytes)
    let value: JSONValue
    do {
      value = try JSONParser.parse(text, options: options)
    } catch {
      throw SchemaError(error.isLimit ? .limit : .syntax, error.message, at: error.position)
    }
    var parser = AvroParser(names: names, rules: rules)
    do {
      let root = try parser.document(value)
      names = parser.names
      return root
    } catch {
      // Values carry no places: the text is searched again, but only now that somebody needs the place.
      throw SchemaError(
        error.kind, error.message, at: error.path?.position(in: text, options: options), path: error.path)
    }
  }
}
