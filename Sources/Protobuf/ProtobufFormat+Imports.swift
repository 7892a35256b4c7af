extension ProtobufFormat {
  /// The paths that a `.proto` text imports, in the order of the text; of a text that cannot be read, those that were
  /// understood.
  public static func imports(in text: String) -> [String] { ProtoParser.parse(text).syntax.imports.map(\.path) }

  /// The same in the order in which clients put references: plain imports, then public ones.
  static func referencedImports(in text: String) -> [String] {
    let imports = ProtoParser.parse(text).syntax.imports
    return imports.filter { $0.modifier != .public }.map(\.path) + imports.filter { $0.modifier == .public }.map(\.path)
  }
}
