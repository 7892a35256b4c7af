/// The text that schema registries store for a file: one layout and one order of sections for all spellings of it, without
/// comments.
///
/// Message indexes stay as they are, because messages keep their order among each other. Read again, the text gives itself,
/// and what it says is what the file said, but for what registries have never kept: weak imports, the options of groups,
/// and groups that extend a message.
enum CanonicalText {
  static func text(of file: FileSyntax) -> String {
    var printer = SyntaxPrinter(.canonical)
    printer.write(file)
    return printer.text
  }
}
