import SchemaCore

/// The extensions that the files of one schema declare, by full name, and the way from the name of a custom option to the
/// extension that it stands for.
struct DeclaredExtensions: Sendable {
  /// What is extended by name, such as an option: its full name, and the field as it was declared.
  struct Declaration: Sendable {
    var fullName: String
    var field: FieldSyntax
  }

  private var declarations: [String: Declaration]

  /// No extensions but those of the built-in files, without the files that a schema has references in place of.
  init(exceptBuiltIn hidden: Set<ExactText> = []) {
    declarations = Self.builtIn.filter { !hidden.contains(ExactText($0.file)) }
      .reduce(into: [:]) { $0.merge($1.declarations) { first, _ in first } }
  }

  private init(of file: FileSyntax) {
    declarations = [:]
    declare(file)
  }

  private static let builtIn: [(file: String, declarations: [String: Declaration])] = BuiltInFiles.names.map { name in
    let file = ProtoParser.parse(BuiltInFiles.text(of: name) ?? "", name: name)
    return (name, DeclaredExtensions(of: file.syntax).declarations)
  }

  /// Adds the extensions of a file. Of two with one name the one added last counts.
  mutating func declare(_ file: FileSyntax) {
    let package = file.package?.text ?? ""
    for extend in file.extends { declare(extend, in: package) }
    for message in file.messages { declare(message, in: package) }
  }

  /// The extension that a name stands for within a package or message, which is given by its full name: the innermost
  /// scope that has it counts, and a leading dot means the outermost.
  func resolve(_ name: String, in scope: String) -> Declaration? {
    if name.utf8.first == UInt8(ascii: ".") { return declarations[String(name.dropFirst())] }
    var scope = scope[...]
    while !scope.isEmpty {
      if let found = declarations["\(scope).\(name)"] { return found }
      scope = scope.utf8.lastIndex(of: UInt8(ascii: ".")).map { scope[..<$0] } ?? ""
    }
    return declarations[name]
  }

  private mutating func declare(_ message: MessageSyntax, in scope: String) {
    let name = FullName.join(scope, message.name.text)
    for extend in message.extends { declare(extend, in: name) }
    for inner in message.messages { declare(inner, in: name) }
  }

  private mutating func declare(_ extend: ExtendSyntax, in scope: String) {
    for field in extend.fields {
      let name = FullName.join(scope, field.name.text)
      declarations[name] = Declaration(fullName: name, field: field)
    }
  }
}
