/// The built-in files, linked once for all.
enum BuiltInTypes {
  /// Their declarations, for others to be added to. Files have the same indexes as in `files`.
  static let table = linked.table
  /// Every file after those that it imports.
  static let files = linked.files
  static let indexes = Dictionary(uniqueKeysWithValues: files.enumerated().map { ($1.name, $0) })
  /// What is known of the messages that options are values of, by the index of the message.
  static let optionTypes = linked.optionTypes

  private static let linked = link()

  private static func link() -> (table: SymbolTable, files: [FileDescriptor], optionTypes: [Int: OptionType]) {
    var declarer = FileDeclarer(table: SymbolTable(), problems: LinkProblems())
    var indexes: [String: Int] = [:]
    func declare(_ name: String) {
      guard indexes[name] == nil, let text = BuiltInFiles.text(of: name) else { return }
      let file = ProtoParser.parse(text, name: name)
      for item in file.syntax.imports { declare(item.path) }
      indexes[name] = declarer.declare(
        file, imports: file.syntax.imports.map { indexes[$0.path] }, isStrict: false)
    }
    BuiltInFiles.names.forEach(declare)
    let table = declarer.table.sealed
    let session = LinkSession(
      table: table, optionTypes: [:], visibility: .imports, replaced: [], problems: declarer.problems)
    let files = (0..<table.files.count).map(session.link(file:))
    return (table, files, session.optionTypes)
  }
}
