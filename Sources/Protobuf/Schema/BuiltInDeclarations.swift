import SchemaCore

/// The types of the built-in files, but for those files that a schema has references in place of.
struct BuiltInDeclarations: Sendable {
  private let hidden: Set<ExactText>

  init(except hidden: Set<ExactText> = []) {
    self.hidden = hidden
  }

  subscript(fullName: String) -> DeclaredTypes.Declaration? {
    // Nearly every name that is looked up is none of these, and most schemas need none of the files.
    guard Self.packages.contains(where: { fullName.utf8.starts(with: $0) }), let found = Self.types[fullName],
      !hidden.contains(found.file)
    else { return nil }
    return found.declaration
  }

  /// In no order.
  var fullNames: [String] { Self.types.filter { !hidden.contains($0.value.file) }.map(\.key) }

  private static let packages = [Array("google.".utf8), Array("confluent.".utf8)]

  private static let types: [String: (file: ExactText, declaration: DeclaredTypes.Declaration)] = {
    var types: [String: (file: ExactText, declaration: DeclaredTypes.Declaration)] = [:]
    for name in BuiltInFiles.names {
      guard let text = BuiltInFiles.text(of: name) else { continue }
      var declared = DeclaredTypes()
      declared.declare(ProtoParser.parse(text, name: name).syntax, from: .builtIn)
      for declaration in declared.all { types[declaration.fullName] = (ExactText(name), declaration) }
    }
    return types
  }()
}
