public import SchemaCore

/// JSON Schema, drafts 4, 6, 7, 2019-09 and 2020-12.
public struct JSONSchemaFormat: SchemaFormat {
  public init() {}

  /// The name that requests use.
  public var name: FormatName { .json }

  public var rulePages: [RulePage] { JSONSchemaRulePages.all }

  /// How long a text may be.
  static let maximumBytes = 1 << 20

  /// Parses and validates a schema: an object or a boolean.
  ///
  /// In new schemas all that the root leads to is checked: the kinds of the keywords' values, regular expressions, and
  /// that references lead somewhere. What is stored is taken as it is. Text after the schema is ignored, as by the
  /// reference implementation, but not under strict rules; nor do those let properties of the root begin with `$$`.
  ///
  /// - Parameter references: their names are the URIs, relative or not, by which `$ref` means them. Nothing is fetched.
  /// - Throws: `SchemaError` with the first thing that is wrong, its JSON pointer, line and column.
  public func parse(
    _ text: String, references: [ResolvedReference] = [], rules: ParsingRules = .new
  ) throws(SchemaError) -> JSONSchemaDocument {
    let options = JSONParser.Options(maximumBytes: Self.maximumBytes, ignoresRest: rules != .strict)
    let schema = JSONSchemaDocument(try Self.value(of: text, options), references: try Self.values(of: references))
    if rules == .stored { return schema }
    do {
      try schema.check()
      if rules == .strict { try schema.checkNames() }
    } catch {
      // Values carry no places: the text is searched again, but only now that somebody needs the place.
      throw SchemaError(
        error.kind, error.message, at: error.path?.position(in: text, options: options), path: error.path)
    }
    return schema
  }

  static func value(of text: String, _ options: JSONParser.Options) throws(SchemaError) -> JSONValue {
    let value: JSONValue
    do {
      value = try JSONParser.parse(text, options: options)
    } catch {
      throw SchemaError(error.isLimit ? .limit : .syntax, error.message, at: error.position)
    }
    switch value {
    case .object, .bool: return value
    default:
      throw SchemaError(
        .invalid, "a schema must be an object or a boolean, not \(value.kindName)",
        at: JSONPointer.root.position(in: text, options: options), path: .root)
    }
  }

  private static func values(
    of references: [ResolvedReference]
  ) throws(SchemaError) -> [SchemaResources.Reference] {
    var values: [SchemaResources.Reference] = []
    for reference in references {
      do {
        let options = JSONParser.Options(maximumBytes: maximumBytes, ignoresRest: true)
        values.append(.init(name: reference.reference.name, value: try value(of: reference.text, options)))
      } catch {
        throw SchemaError(error.kind, "In reference \"\(reference.reference.name)\": \(error)")
      }
    }
    return values
  }
}
