import SchemaCore

/// Looks for names of types that neither a schema, nor its references, nor the built-in files define: those of fields, of
/// requests and responses, and of what is extended. It is all that registries ask of a schema beyond its grammar.
struct TypeNameCheck {
  private let types: DeclaredTypes
  private let lines: TextLines
  /// The imports that nothing stands behind.
  private let missing: [String]
  private var problems: [ProtoProblem] = []

  /// How many unknown names are listed.
  private static let maximum = 100

  static func problems(in schema: ProtobufSchema) -> [ProtoProblem] {
    var check = TypeNameCheck(schema)
    let package = schema.syntax.package?.text ?? ""
    for declaration in schema.syntax.declarations {
      switch declaration {
      case .message(let message): check.visit(message, in: package)
      case .extend(let extend): check.visit(extend, in: package)
      case .service(let service): check.visit(service, in: package)
      case .enumeration: break
      }
    }
    return check.problems
  }

  private init(_ schema: ProtobufSchema) {
    types = schema.types
    lines = TextLines(schema.file.text)
    let known = Set(schema.imports.map { ExactText($0.reference.name) } + BuiltInFiles.names.map { ExactText($0) })
    missing = schema.syntax.imports.map(\.path).filter { !known.contains(ExactText($0)) }
  }

  private mutating func visit(_ message: MessageSyntax, in outer: String) {
    let scope = FullName.join(outer, message.name.text)
    for element in message.elements {
      switch element {
      case .field(let field): visit(field.type, in: scope)
      case .group(let group): visit(group.message, in: scope)
      case .message(let inner): visit(inner, in: scope)
      case .extend(let extend): visit(extend, in: scope)
      case .oneof(let oneof):
        for case .field(let field) in oneof.elements { visit(field.type, in: scope) }
        for case .group(let group) in oneof.elements { visit(group.message, in: scope) }
      case .enumeration, .extensions, .reserved, .option: break
      }
    }
  }

  private mutating func visit(_ extend: ExtendSyntax, in scope: String) {
    visit(extend.extendee, in: scope)
    for case .field(let field) in extend.elements { visit(field.type, in: scope) }
    for case .group(let group) in extend.elements { visit(group.message, in: scope) }
  }

  private mutating func visit(_ service: ServiceSyntax, in scope: String) {
    for case .method(let method) in service.elements {
      visit(method.input, in: scope)
      visit(method.output, in: scope)
    }
  }

  private mutating func visit(_ type: FieldTypeSyntax, in scope: String) {
    switch type {
    case .scalar: break
    case .named(let name): visit(name, in: scope)
    case .map(let key, let value):
      visit(key, in: scope)
      visit(value, in: scope)
    }
  }

  private mutating func visit(_ name: NameSyntax, in scope: String) {
    guard problems.count < Self.maximum, types.resolve(name.text, in: scope) == nil else { return }
    problems.append(
      ProtoProblem(
        .unknownName, "unknown type \"\(name.text)\"\(advice(on: name.text))",
        at: lines.position(at: name.place.offset)))
  }

  private func advice(on name: String) -> String {
    if let path = missing.first {
      let more = missing.count > 1 ? " (and \(missing.count - 1) more)" : ""
      return "; the import \"\(path)\"\(more) is neither among the schema's references nor built in"
    }
    let last = name.split(separator: ".").last ?? ""
    let similar = types.fullNames.filter { $0 == last || $0.hasSuffix(".\(last)") }.min()
    return similar.map { "; there is \"\($0)\"" } ?? ""
  }
}
