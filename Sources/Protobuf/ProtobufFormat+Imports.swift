extension ProtobufFormat {
  /// The paths that a `.proto` text imports, in the order of the text; of a text that cannot be read, those that were
  /// understood.
  public static func imports(in text: String) -> [String] { ProtoParser.parse(text).syntax.imports.map(\.path) }
}
