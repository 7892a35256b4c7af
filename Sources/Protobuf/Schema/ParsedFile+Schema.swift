import SchemaCore

extension ParsedFile {
  /// Reads a schema's file, which is `.proto` text or, if it is none, a serialized file descriptor in base64. What protoc
  /// refuses and registries take stays among the problems.
  ///
  /// - Throws: what is wrong with the text, if it is neither.
  init(schema text: String, name: String = "") throws(SchemaError) {
    let parsed = ProtoParser.parse(text, name: name)
    if parsed.isReadable {
      self = parsed
    } else if let bytes = Base64.bytes(of: text), let written = Self.text(ofDescriptor: bytes) {
      // Read again, as it will be whenever the stored schema is read: names in a descriptor can be anything, and only those
      // of the grammar survive.
      let file = ProtoParser.parse(written, name: name)
      guard file.isReadable else { throw SchemaError(file.fatalProblems) }
      self = file
    } else {
      throw SchemaError(parsed.fatalProblems)
    }
  }

  private var fatalProblems: [ProtoProblem] { problems.filter { $0.kind != .rule } }

  private var isReadable: Bool { !problems.contains { $0.kind != .rule } }

  private static func text(ofDescriptor bytes: [UInt8]) -> String? {
    // Bytes that are no descriptor are nothing that could be told better than by what is wrong with the text.
    guard let file = try? DescriptorReader.file(bytes), let syntax = try? FileSyntax(descriptor: file) else {
      return nil
    }
    return CanonicalText.text(of: syntax)
  }
}
