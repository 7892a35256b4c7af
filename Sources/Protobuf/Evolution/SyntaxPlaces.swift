/// Where the declarations of a file stand, by their names within the package: `Order`, `Order.amount`, `Order.Color.RED`.
struct SyntaxPlaces {
  private var places: [String: SourcePlace] = [:]

  init(_ file: FileSyntax) {
    for declaration in file.declarations {
      switch declaration {
      case .message(let message): note(message, in: "")
      case .enumeration(let enumeration): note(enumeration, in: "")
      case .extend(let extend): note(extend, in: "")
      case .service(let service):
        note(service.name, in: "")
        for case .method(let method) in service.elements { note(method.name, in: service.name.text) }
      }
    }
  }

  /// The place of a declaration; if there is none, of the innermost enclosing one that is there.
  func place(of name: String) -> SourcePlace? {
    var name = name[...]
    while !name.isEmpty {
      if let place = places[String(name)] { return place }
      name = name.utf8.lastIndex(of: UInt8(ascii: ".")).map { name[..<$0] } ?? ""
    }
    return nil
  }

  private mutating func note(_ name: NameSyntax, in scope: String) {
    let full = FullName.join(scope, name.text)
    if places[full] == nil { places[full] = name.place }
  }

  private mutating func note(_ message: MessageSyntax, in outer: String) {
    note(message.name, in: outer)
    let scope = FullName.join(outer, message.name.text)
    for element in message.elements {
      switch element {
      case .field(let field): note(field.name, in: scope)
      case .group(let group): note(group.message, in: scope)
      case .message(let message): note(message, in: scope)
      case .enumeration(let enumeration): note(enumeration, in: scope)
      case .extend(let extend): note(extend, in: scope)
      case .oneof(let oneof):
        note(oneof.name, in: scope)
        for case .field(let field) in oneof.elements { note(field.name, in: scope) }
        for case .group(let group) in oneof.elements { note(group.message, in: scope) }
      case .extensions, .reserved, .option: break
      }
    }
  }

  private mutating func note(_ enumeration: EnumSyntax, in scope: String) {
    note(enumeration.name, in: scope)
    let inner = FullName.join(scope, enumeration.name.text)
    for case .value(let value) in enumeration.elements { note(value.name, in: inner) }
  }

  private mutating func note(_ extend: ExtendSyntax, in scope: String) {
    for case .field(let field) in extend.elements { note(field.name, in: scope) }
    for case .group(let group) in extend.elements { note(group.message, in: scope) }
  }
}
