public import SchemaCore

extension ProtobufFormat {
  /// A `.proto` text in the project's layout, with all its comments; a text that was laid out stays as it is.
  ///
  /// - Throws: `SchemaError` if the text cannot be read.
  public static func formatted(_ text: String) throws(SchemaError) -> String {
    let text = SourceToken.withPlainLineBreaks(text)
    let before = ProtoParser.parse(text)
    if let problem = before.problems.first(where: { $0.kind != .rule }) { throw SchemaError([problem]) }
    let formatted = SourceLayout.text(of: text, in: .proto)
    // Only white space may have changed.
    guard ProtoParser.parse(formatted).syntax == before.syntax else {
      throw SchemaError(.unsupported, "The text cannot be laid out without changing what it says")
    }
    return formatted
  }
}

extension SourceLanguage {
  /// The Protobuf language, in which only options have values in braces.
  static let proto = SourceLanguage(
    quotes: [UInt8(ascii: "\""), UInt8(ascii: "'")], opensBody: { $0.first?.text != "option" },
    hasListBody: { _ in false }, spacedWords: ["option", "returns"], hasAggregates: true)
}
