/// A `.proto` file that was read: what it says, and everything about its text that breaks the grammar.
struct ParsedFile: Sendable {
  /// The path by which others import the file.
  let name: String
  /// The text that `SourcePlace`s of the syntax count in.
  let text: String
  /// What was understood: everything if no problem is of the kind `syntax` or `limit`.
  let syntax: FileSyntax
  /// In the order of the text.
  let problems: [ProtoProblem]
}
