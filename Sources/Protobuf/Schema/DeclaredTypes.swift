import SchemaCore

/// The messages and enums that the files of one schema declare, by full name, and the way from a name as it was written
/// to the type that it stands for.
struct DeclaredTypes: Sendable {
  /// Which file declares a type.
  enum Origin: Hashable, Sendable {
    /// The schema itself.
    case root
    /// A registered schema. The digest is of its text: files that are compared offline may share a subject and version.
    case reference(subject: ExactText, version: Int32, digest: Int)
    /// A file that is at hand without a reference.
    case builtIn
  }

  /// One type.
  struct Declaration: Sendable {
    enum Definition: Sendable {
      case message(MessageSyntax)
      case enumeration(EnumSyntax)
    }
    /// Package and enclosing messages included, without a leading dot.
    var fullName: String
    /// The package of the declaring file; empty if there is none.
    var package: String
    var origin: Origin
    var definition: Definition

    /// The name without the package.
    var localName: String { package.isEmpty ? fullName : String(fullName.dropFirst(package.utf8.count + 1)) }
  }

  private var declarations: [String: Declaration] = [:]
  /// Looked at after `declarations`.
  private let builtIn: BuiltInDeclarations

  /// No types but the built-in ones.
  init(builtIn: BuiltInDeclarations = BuiltInDeclarations()) {
    self.builtIn = builtIn
  }

  /// Adds the types of a file. Of two types with one name the one added last counts.
  mutating func declare(_ file: FileSyntax, from origin: Origin) {
    let package = file.package?.text ?? ""
    for declaration in file.declarations {
      switch declaration {
      case .message(let message): declare(message, in: package, package, origin)
      case .enumeration(let enumeration): declare(enumeration, in: package, package, origin)
      case .extend(let extend): declareGroups(of: extend, in: package, package, origin)
      case .service: break
      }
    }
  }

  /// The type with this full name (no leading dot).
  subscript(fullName: String) -> Declaration? { declarations[fullName] ?? builtIn[fullName] }

  /// The type that a name stands for within a package or message, which is given by its full name: the innermost scope
  /// that has it counts, and a leading dot means the outermost.
  func resolve(_ name: String, in scope: String) -> Declaration? {
    if name.utf8.first == UInt8(ascii: ".") { return self[String(name.dropFirst())] }
    var scope = scope[...]
    while !scope.isEmpty {
      if let found = self["\(scope).\(name)"] { return found }
      scope = scope.utf8.lastIndex(of: UInt8(ascii: ".")).map { scope[..<$0] } ?? ""
    }
    return self[name]
  }

  /// All but the built-in types, in no order.
  var all: some Collection<Declaration> { declarations.values }

  /// The full names of all types, in no order.
  var fullNames: [String] { Array(declarations.keys) + builtIn.fullNames }
}

extension DeclaredTypes {
  private mutating func declare(_ message: MessageSyntax, in scope: String, _ package: String, _ origin: Origin) {
    let name = FullName.join(scope, message.name.text)
    declarations[name] = Declaration(fullName: name, package: package, origin: origin, definition: .message(message))
    for element in message.elements {
      switch element {
      case .message(let inner): declare(inner, in: name, package, origin)
      case .enumeration(let inner): declare(inner, in: name, package, origin)
      case .group(let group): declare(group.message, in: name, package, origin)
      case .extend(let extend): declareGroups(of: extend, in: name, package, origin)
      case .oneof(let oneof):
        for case .group(let group) in oneof.elements { declare(group.message, in: name, package, origin) }
      case .field, .extensions, .reserved, .option: break
      }
    }
  }

  private mutating func declare(_ enumeration: EnumSyntax, in scope: String, _ package: String, _ origin: Origin) {
    let name = FullName.join(scope, enumeration.name.text)
    declarations[name] = Declaration(
      fullName: name, package: package, origin: origin, definition: .enumeration(enumeration))
  }

  private mutating func declareGroups(
    of extend: ExtendSyntax, in scope: String, _ package: String, _ origin: Origin
  ) {
    for case .group(let group) in extend.elements { declare(group.message, in: scope, package, origin) }
  }
}
