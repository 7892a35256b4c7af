public import SchemaCore

extension ProtobufFormat {
  /// Where the first comment of a `.proto` text begins; nil if it has none. No style in which a schema is written keeps
  /// comments.
  public static func firstComment(in text: String) -> TextPosition? {
    var lexer = ProtoLexer(text, limits: ProtoLimits())
    while lexer.next().kind != .end {}
    return lexer.firstComment.map { offset in
      lexer.bytes.withUnsafeBufferPointer { TextPosition(offset: offset, in: $0) }
    }
  }
}
