extension FileSyntax {
  /// The file without everything that extends others or is there to be extended: extension declarations, extension ranges,
  /// and custom options but those of the registry itself (`confluent.…`).
  func withoutExtensions() -> FileSyntax {
    var file = self
    file.options = options.withoutExtensions
    file.declarations = declarations.compactMap { declaration in
      switch declaration {
      case .message(let message): .message(message.withoutExtensions)
      case .enumeration(let enumeration): .enumeration(enumeration.withoutExtensions)
      case .service(let service): .service(service.withoutExtensions)
      case .extend: nil
      }
    }
    return file
  }
}

extension [OptionSyntax] {
  fileprivate var withoutExtensions: [OptionSyntax] { filter(\.isStandard) }
}

extension OptionSyntax {
  fileprivate var isStandard: Bool {
    guard case .custom(let name) = self.name.parts.first else { return true }
    return FullName.withoutLeadingDot(name).hasPrefix("confluent.")
  }
}

extension MessageSyntax {
  fileprivate var withoutExtensions: MessageSyntax {
    MessageSyntax(name: name, elements: elements.compactMap(Self.withoutExtensions))
  }

  private static func withoutExtensions(_ element: MessageElementSyntax) -> MessageElementSyntax? {
    switch element {
    case .field(let field): .field(field.withoutExtensions)
    case .group(let group): .group(group.withoutExtensions)
    case .oneof(let oneof): .oneof(oneof.withoutExtensions)
    case .message(let message): .message(message.withoutExtensions)
    case .enumeration(let enumeration): .enumeration(enumeration.withoutExtensions)
    case .option(let option): option.isStandard ? element : nil
    case .reserved: element
    case .extend, .extensions: nil
    }
  }
}

extension FieldSyntax {
  fileprivate var withoutExtensions: FieldSyntax {
    var field = self
    field.options = options.withoutExtensions
    return field
  }
}

extension GroupSyntax {
  fileprivate var withoutExtensions: GroupSyntax {
    var group = self
    group.options = options.withoutExtensions
    group.message = message.withoutExtensions
    return group
  }
}

extension OneofSyntax {
  fileprivate var withoutExtensions: OneofSyntax {
    let elements = elements.compactMap { element -> OneofElementSyntax? in
      switch element {
      case .field(let field): .field(field.withoutExtensions)
      case .group(let group): .group(group.withoutExtensions)
      case .option(let option): option.isStandard ? element : nil
      }
    }
    return OneofSyntax(name: name, elements: elements)
  }
}

extension EnumSyntax {
  fileprivate var withoutExtensions: EnumSyntax {
    let elements = elements.compactMap { element -> EnumElementSyntax? in
      switch element {
      case .value(var value):
        value.options = value.options.withoutExtensions
        return .value(value)
      case .option(let option): return option.isStandard ? element : nil
      case .reserved: return element
      }
    }
    return EnumSyntax(name: name, elements: elements)
  }
}

extension ServiceSyntax {
  fileprivate var withoutExtensions: ServiceSyntax {
    let elements = elements.compactMap { element -> ServiceElementSyntax? in
      switch element {
      case .method(var method):
        method.options = method.options.withoutExtensions
        return .method(method)
      case .option(let option): return option.isStandard ? element : nil
      }
    }
    return ServiceSyntax(name: name, elements: elements)
  }
}
