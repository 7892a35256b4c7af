/// Enters everything that files declare into a symbol table, and takes maps and groups apart.
struct FileDeclarer {
  var table: SymbolTable
  var problems: LinkProblems
  /// The index of the file that is declared now.
  var file = 0

  /// What is around a declaration.
  struct Place {
    let scope: Int
    let features: FeatureSet
    /// The innermost message; nil at the top of a file.
    var message: Int?
    /// How many messages are around it.
    var depth = 0
  }

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
        .rule, "Something else than a package has the name '\(name.text)' or its beginning: rename the package",
        at: name.place, in: file)
    }
    declareTypes(of: syntax, in: Place(scope: table.files[file].scope, features: features))
    return file
  }

  private mutating func declareTypes(of syntax: FileSyntax, in place: Place) {
    var messages: [Int] = []
    var enums: [Int] = []
    var extensions: [Int] = []
    var services: [DeclaredService] = []
    for declaration in syntax.declarations {
      switch declaration {
      case .message(let message):
        declare(message, in: place).map { messages.append($0) }
      case .enumeration(let enumeration): enums.append(declare(enumeration, in: place))
      case .extend(let extend): declare(extend, in: place, messages: &messages, extensions: &extensions)
      case .service(let service): services.append(declare(service, in: place.scope))
      }
    }
    table.files[file].messages = messages
    table.files[file].enums = enums
    table.files[file].extensions = extensions
    table.files[file].services = services
  }

  mutating func declare(_ syntax: EnumSyntax, in place: Place) -> Int {
    let id = table.enums.count
    var options: [OptionSyntax] = []
    for case .option(let option) in syntax.elements { options.append(option) }
    table.enums.append(
      DeclaredEnum(
        syntax: syntax, fullName: fullName(syntax.name, in: place.scope), file: file, outerScope: place.scope,
        features: place.features.overridden(by: options)))
    declare(.enumeration(id), syntax.name, in: place.scope)
    for case .value(let value) in syntax.elements { declare(.enumValue(of: id), value.name, in: place.scope) }
    return id
  }

  private mutating func declare(_ syntax: ServiceSyntax, in scope: Int) -> DeclaredService {
    let fullName = fullName(syntax.name, in: scope)
    let own = table.appendScope(fullName, parent: scope)
    declare(.service(scope: own), syntax.name, in: scope)
    for case .method(let method) in syntax.elements { declare(.method, method.name, in: own) }
    return DeclaredService(syntax: syntax, fullName: fullName, scope: own, outerScope: scope)
  }

  mutating func declare(
    _ syntax: ExtendSyntax, in place: Place, messages: inout [Int], extensions: inout [Int]
  ) {
    for element in syntax.elements {
      let field: DeclaredField?
      switch element {
      case .field(let syntax): field = declare(syntax, oneof: nil, in: place, messages: &messages)
      case .group(let group): field = declare(group, oneof: nil, in: place, messages: &messages)
      }
      guard let field else { continue }
      let id = table.extensions.count
      table.extensions.append(
        DeclaredExtension(
          field: field, extendee: syntax.extendee, fullName: fullName(field.syntax.name, in: place.scope), file: file,
          outerScope: place.scope, features: place.features))
      declare(.fieldExtension(id), field.syntax.name, in: place.scope)
      extensions.append(id)
    }
  }

  func fullName(_ name: NameSyntax, in scope: Int) -> String {
    FullName.join(table.scopes[scope].fullName, name.text)
  }

  /// Gives a name a meaning, and says so if it has one already.
  mutating func declare(_ symbol: Symbol, _ name: NameSyntax, in scope: Int) {
    guard let earlier = table.declare(symbol, name.text, in: scope, file: file) else { return }
    let scopeName = table.scopes[scope].fullName
    let within = scopeName.isEmpty ? "" : " in '\(scopeName)'"
    let origin = earlier.file == file ? "" : " by '\(table.files[earlier.file].source.name)'"
    let reason =
      if case .enumValue = symbol, earlier.symbol != symbol {
        ": values of an enum are declared beside it, not in it"
      } else {
        ""
      }
    problems.add(
      .rule, "The name '\(name.text)' is declared\(within)\(origin) already, as \(earlier.symbol.noun)\(reason)",
      at: name.place,
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
