public import SchemaCore

/// A style in which a schema file can be written.
public enum AvroTextStyle: String, CaseIterable, Hashable, Sendable {
  /// For people: attributes in the canonical order, what fits on a line in one line, and one field a line.
  case pretty
  /// The text that a registry stores: the canonical order, no white space.
  case compact
  /// The Parsing Canonical Form, over which fingerprints are taken: only what matters for reading data.
  case canonical
  /// As `pretty`, with everything written in that is referenced.
  case resolved
}

extension AvroDocument {
  /// The schema as the text of a file, without a line break at its end.
  ///
  /// - Throws: `SchemaError` of kind `limit` if the schema is too deep to be written so.
  public func text(in style: AvroTextStyle) throws(SchemaError) -> String {
    switch style {
    case .pretty: try Self.pretty(canonicalText)
    case .compact: canonicalText
    case .canonical: try parsingCanonicalForm()
    case .resolved: try Self.pretty(try rendered(as: .resolved))
    }
  }

  private static func pretty(_ text: String) throws(SchemaError) -> String {
    do {
      return SchemaPrinter.text(of: try JSONParser.parse(text))
    } catch {
      throw SchemaError(error.isLimit ? .limit : .syntax, error.message, at: error.position)
    }
  }
}
