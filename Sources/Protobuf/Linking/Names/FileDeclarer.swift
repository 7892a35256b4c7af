/// Enters everything that files declare into a symbol table, and takes maps and groups apart.
struct FileDeclarer {
  var table: SymbolTable
  var problems: LinkProblems
  /// The index of the file that is declared now.
  var file = 0

  init(table: SymbolTable, problems: LinkProblems) {
    self.table = table
    self.problems = problems
  }

  /// Declares a file.
  ///
  /// - Parameter imports: For each import the index of its file, which is declared already; nil if there is none.
  /// - Returns: The file's index.
  mutating func declare(_ source: ParsedFile, imports: [Int?], isStrict: Bool) -> Int {
    let syntax = source.syntax
    file = table.files.count
    if isStrict { problems.holdStrictly(file: file) }
    let edition = Edition(syntax.edition)
    let package = table.package(syntax.package?.text ?? "", file: file)
    let features = FeatureSet(edition: edition).overridden(by: syntax.options)
    table.files.append(
      DeclaredFile(
        source: source, edition: edition, features: features,
        scope: package ?? table.appendScope(syntax.package?.text ?? "", parent: table.root),
        isStrict: isStrict, imports: imports.compactMap(\.self),
        publicImports: zip(syntax.imports, imports).compactMap { $0.modifier == .public ? $1 : nil }))
    if package == nil, let name = syntax.package {
      problems.add(
        .rule, "something else than a package has the name '\(name.text)' or its beginning; rename the package",
        at: name.place, in: file)
    }
    declareTypes(of: syntax, features: features, scope: table.files[file].scope)
    return file
  }

  private mutating func declareTypes(of syntax: FileSyntax, features: FeatureSet, scope: Int) {
    var messages: [Int] = []
    var enums: [Int] = []
    var extensions: [Int] = []
    var services: [DeclaredService] = []
    for declaration in syntax.declarations {
      switch declaration {
      case .message(let message):
        declare(message, in: scope, features: features, depth: 1).map { messages.append($0) }
      case .enumeration(let enumeration): enums.append(declare(enumeration, in: scope, features: features))
      case .extend(let extend):
        declare(extend, in: scope, features: features, depth: 1, messages: &messages, extensions: &extensions)
      case .service(let service): services.append(declare(service, in: scope))
      }
    }
    table.files[file].messages = messages
    table.files[file].enums = enums
    table.files[file].extensions = extensions
    table.files[file].services = services
  }

  mutating func declare(_ syntax: EnumSyntax, in scope: Int, features: FeatureSet) -> Int {
    let id = table.enums.count
    var options: [OptionSyntax] = []
    for case .option(let option) in syntax.elements { options.append(option) }
    table.enums.append(
      DeclaredEnum(
        syntax: syntax, fullName: FullName.join(table.scopes[scope].fullName, syntax.name.text), file: file,
        outerScope: scope, features: features.overridden(by: options)))
    declare(.enumeration(id), syntax.name, in: scope)
    for case .value(let value) in syntax.elements { declare(.enumValue(of: id), value.name, in: scope) }
    return id
  }

  private mutating func declare(_ syntax: ServiceSyntax, in scope: Int) -> DeclaredService {
    let fullName = FullName.join(table.scopes[scope].fullName, syntax.name.text)
    let own = table.appendScope(fullName, parent: scope)
    declare(.service(scope: own), syntax.name, in: scope)
    for case .method(let method) in syntax.elements { declare(.method, method.name, in: own) }
    return DeclaredService(syntax: syntax, fullName: fullName, scope: own, outerScope: scope)
  }

  mutating func declare(
    _ syntax: ExtendSyntax, in scope: Int, features: FeatureSet, depth: Int, messages: inout [Int],
    extensions: inout [Int]
  ) {
    for element in syntax.elements {
      let field: DeclaredField?
      switch element {
      case .field(let syntax):
        if case .map = syntax.type {
          problems.add(
            .rule, "extensions cannot be maps; extend with a repeated message", at: syntax.name.place, in: file)
        }
        field = declare(syntax, oneof: nil, in: scope, features: features, messages: &messages)
      case .group(let group):
        field = declare(group, oneof: nil, in: scope, features: features, depth: depth, messages: &messages)
      }
      guard let field else { continue }
      let id = table.extensions.count
      table.extensions.append(
        DeclaredExtension(
          field: field, extendee: syntax.extendee,
          fullName: FullName.join(table.scopes[scope].fullName, field.syntax.name.text), file: file, outerScope: scope,
          features: features))
      declare(.fieldExtension(id), field.syntax.name, in: scope)
      extensions.append(id)
    }
  }

  /// Gives a name a meaning, and says so if it has one already.
  mutating func declare(_ symbol: Symbol, _ name: NameSyntax, in scope: Int) {
    guard let earlier = table.declare(symbol, name.text, in: scope, file: file) else { return }
    let scopeName = table.scopes[scope].fullName
    let within = scopeName.isEmpty ? "" : " in '\(scopeName)'"
    let origin = earlier.file == file ? "" : " by '\(table.files[earlier.file].source.name)'"
    let reason =
      if case .enumValue = symbol, earlier.symbol != symbol {
        "; values of an enum are declared beside it, not in it"
      } else {
        ""
      }
    problems.add(
      .rule, "'\(name.text)' is declared\(within)\(origin) already, as \(earlier.symbol.noun)\(reason)", at: name.place,
      in: file)
  }

}

extension Edition {
  /// The edition that a file names; without a word about it a file is proto2. The parser refuses names that are unknown.
  init(_ syntax: EditionSyntax?) {
    switch (syntax?.keyword, syntax?.value) {
    case (.syntax, "proto3"): self = .proto3
    case (.edition, _): self = .edition2023
    default: self = .proto2
    }
  }
}
