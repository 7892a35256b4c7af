extension FileSet {
  /// Reads and links the texts of files that belong together, by protoc's rules: what a file uses it must import.
  ///
  ///     let files = try FileSet(compiling: [(name: "order.proto", text: text)])
  ///     let program = try ProtobufProgram(files, message: "example.shop.Order")
  ///
  /// Built-in files, such as `google/protobuf/timestamp.proto`, need not be among them.
  ///
  /// - Parameter files: the path by which others import a file, and its text; in any order.
  /// - Throws: `ProtoProblems` with everything that is wrong, each with its place.
  public init(compiling files: [(name: String, text: String)]) throws(ProtoProblems) {
    let parsed = files.map { ProtoParser.parse($0.text, name: $0.name) }
    self = try Linker(rules: LinkRules(visibility: .imports, isStrict: true)).link(parsed)
  }
}
