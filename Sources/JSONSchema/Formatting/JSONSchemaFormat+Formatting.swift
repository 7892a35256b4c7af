public import SchemaCore

extension JSONSchemaFormat {
  /// A schema's text in the project's layout: members in their order, names and values as they are written.
  ///
  /// - Throws: `SchemaError` if the text is no JSON.
  public static func formatted(_ text: String) throws(SchemaError) -> String {
    let before = try value(of: SourceToken.withPlainLineBreaks(text), JSONParser.Options(maximumBytes: maximumBytes))
    let formatted = JSONLayout.text(of: text)
    // Only white space may have changed.
    guard JSONWriter.text(try value(of: formatted, JSONParser.Options())) == JSONWriter.text(before) else {
      throw SchemaError(.unsupported, "The text cannot be laid out without changing what it says")
    }
    return formatted
  }
}
