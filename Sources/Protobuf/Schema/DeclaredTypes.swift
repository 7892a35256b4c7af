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

  /// One type. A class, because it is looked up for every field that names it.
  final class Declaration: Sendable {
    enum Definition: Sendable {
      case message(MessageSyntax)
      case enumeration(EnumSyntax)
    }
    /// Package and enclosing messages included, without a leading dot.
    let fullName: String
    /// The name without the package.
    let localName: String
    let origin: Origin
    let definition: Definition
    /// True for the message that a descriptor has for a map field.
    let isMapEntry: Bool

    fileprivate init(_ name: Name, from origin: Origin, _ definition: Definition) {
      fullName = name.full
      localName = name.local
      self.origin = origin
      self.definition = definition
      isMapEntry = if case .message(let message) = definition { message.isMapEntry } else { false }
    }
  }

  /// A name with and without the package.
  fileprivate struct Name {
    let full: String
    let local: String

    func appending(_ name: String) -> Name { Name(full: FullName.join(full, name), local: FullName.join(local, name)) }
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
    let package = Name(full: file.package?.text ?? "", local: "")
    for declaration in file.declarations {
      switch declaration {
      case .message(let message): declare(message, in: package, origin)
      case .enumeration(let enumeration): declare(enumeration, in: package, origin)
      case .extend(let extend): declareGroups(of: extend, in: package, origin)
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
      if let found = self[scope + "." + name] { return found }
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
  private mutating func declare(_ message: MessageSyntax, in outer: Name, _ origin: Origin) {
    let name = outer.appending(message.name.text)
    declarations[name.full] = Declaration(name, from: origin, .message(message))
    for element in message.elements {
      switch element {
      case .message(let inner): declare(inner, in: name, origin)
      case .enumeration(let inner): declare(inner, in: name, origin)
      case .group(let group): declare(group.message, in: name, origin)
      case .extend(let extend): declareGroups(of: extend, in: name, origin)
      case .oneof(let oneof):
        for case .group(let group) in oneof.elements { declare(group.message, in: name, origin) }
      case .field, .extensions, .reserved, .option: break
      }
    }
  }

  private mutating func declare(_ enumeration: EnumSyntax, in outer: Name, _ origin: Origin) {
    let name = outer.appending(enumeration.name.text)
    declarations[name.full] = Declaration(name, from: origin, .enumeration(enumeration))
  }

  private mutating func declareGroups(of extend: ExtendSyntax, in scope: Name, _ origin: Origin) {
    for case .group(let group) in extend.elements { declare(group.message, in: scope, origin) }
  }
}
