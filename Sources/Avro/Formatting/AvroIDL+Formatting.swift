public import SchemaCore

extension AvroIDL {
  /// An IDL text in the project's layout, with all its comments; a text that was laid out stays as it is. Imports are not
  /// looked for.
  ///
  /// - Throws: `SchemaError` if the text cannot be read.
  public static func formatted(_ text: String, limits: AvroLimits = AvroLimits()) throws(SchemaError) -> String {
    guard text.utf8.count <= limits.bytes else {
      throw SchemaError(.limit, "The text has \(text.utf8.count) bytes, and at most \(limits.bytes) are accepted")
    }
    let text = SourceToken.withPlainLineBreaks(text)
    let before = try IDLParser.file(text, maximumDepth: limits.nesting)
    let formatted = SourceLayout.text(of: text, in: .avroIDL)
    // Only white space may have changed, and none of that in documentation.
    guard try IDLParser.file(formatted, maximumDepth: limits.nesting).isSame(as: before) else {
      throw SchemaError(.unsupported, "The text cannot be laid out without changing what it says")
    }
    return formatted
  }
}

extension SourceLanguage {
  /// Avro IDL, in which declarations have bodies, and unions and defaults have values in braces.
  static let avroIDL = SourceLanguage(
    quotes: [UInt8(ascii: "\"")],
    opensBody: { tokens in
      guard tokens.count >= 2, tokens.last?.kind == .word else { return false }
      return ["record", "error", "enum", "protocol"].contains(tokens[tokens.count - 2].text)
    },
    hasListBody: { $0.count >= 2 && $0[$0.count - 2].text == "enum" },
    annotatedWords: ["record", "error", "enum", "fixed", "protocol"], keepsCommentEnds: true)
}

extension IDLFile {
  /// True if the two say the same, wherever it stands.
  fileprivate func isSame(as other: IDLFile) -> Bool {
    items.count == other.items.count && zip(items, other.items).allSatisfy { $0.isSame(as: $1) }
  }
}

extension IDLFile.Item {
  fileprivate func isSame(as other: IDLFile.Item) -> Bool {
    switch (self, other) {
    case (.import(let kind, let path, _), .import(let otherKind, let otherPath, _)):
      kind == otherKind && path == otherPath
    case (.type(let name, let json), .type(let otherName, let otherJSON)),
      (.message(let name, let json), .message(let otherName, let otherJSON)):
      name == otherName && json.json == otherJSON.json
    case (.mainSchema(let json), .mainSchema(let otherJSON)): json.json == otherJSON.json
    default: false
    }
  }
}
