import SchemaCore

/// Tells a file as a tree of its declarations.
struct ProtobufOutline {
  private let file: FileSyntax
  private let package: String

  init(_ file: FileSyntax) {
    self.file = file
    package = file.package?.text ?? ""
  }

  func root() -> SchemaElement {
    var root = SchemaElement(kind: "file", name: package, summary: package.isEmpty ? "file" : "package \(package)")
    root.paths = ["#", "#/", package, "file"]
    root.add("syntax", file.edition.map { $0.value } ?? "proto2")
    root.add("package", package.isEmpty ? nil : package)
    add(file.options, to: &root)
    root.children += file.imports.map { imported in
      var element = SchemaElement(kind: "import", name: imported.path, summary: "import \"\(imported.path)\"")
      element.add("modifier", imported.modifier.map { $0 == .public ? "public" : "weak" })
      return element
    }
    let scope = Scope(names: package, path: "#")
    root.children += file.messages.map { element(of: $0, in: scope) } + file.enums.map { element(of: $0, in: scope) }
    root.children += extensions(file.extends, in: scope) + file.services.map { element(of: $0, in: scope) }
    return root
  }

  /// What encloses a declaration: full names, and the path in which numbers stand for fields.
  private struct Scope {
    var names: String
    var path: String

    func inner(_ name: String) -> Scope { Scope(names: FullName.join(names, name), path: "\(path)/\(name)") }
  }

  /// Messages are nested only as deep as the parser lets them be.
  private func element(of message: MessageSyntax, in outer: Scope) -> SchemaElement {
    let name = message.name.text
    let scope = outer.inner(name)
    var element = SchemaElement(kind: "message", role: "type", name: name, summary: "message \(name)")
    element.paths = [scope.path, scope.names]
    add(message.options, to: &element)
    element.add("reserved", Self.reserved(message.reserved))
    element.add("extensions", Self.text(of: message.extensions.flatMap(\.ranges)))
    element.children += message.fields.map { self.element(of: $0, in: scope) }
    element.children += message.groups.map { self.element(of: $0, in: scope) }
    for oneof in message.oneofs {
      var part = SchemaElement(kind: "oneof", name: oneof.name.text, summary: "oneof \(oneof.name.text)")
      part.paths = ["\(scope.path)/\(oneof.name.text)", FullName.join(scope.names, oneof.name.text)]
      add(oneof.options, to: &part)
      element.children.append(part)
      element.children += oneof.fields.map { self.element(of: $0, in: scope, oneof: oneof.name.text) }
      element.children += oneof.groups.map { self.element(of: $0, in: scope, oneof: oneof.name.text) }
    }
    let groups = message.groups + message.oneofs.flatMap(\.groups)
    element.children += (message.messages + groups.map(\.message)).map { self.element(of: $0, in: scope) }
    element.children += message.enums.map { self.element(of: $0, in: scope) }
    element.children += extensions(message.extends, in: scope)
    return element
  }

  private func element(of field: FieldSyntax, in scope: Scope, oneof: String? = nil) -> SchemaElement {
    part(
      field.name.text, Self.text(of: field.type), field.number.value, label: field.label, options: field.options,
      in: scope, oneof: oneof)
  }

  private func element(of group: GroupSyntax, in scope: Scope, oneof: String? = nil) -> SchemaElement {
    part(
      group.message.name.text.lowercased(), "group \(group.message.name.text)", group.number.value, label: group.label,
      options: group.options, in: scope, oneof: oneof)
  }

  private func part(
    _ name: String, _ type: String, _ number: Int64, label: FieldLabel?, options: [OptionSyntax], in scope: Scope,
    oneof: String?
  ) -> SchemaElement {
    let words = [label?.rawValue, type, name, "= \(number)"].compactMap(\.self).joined(separator: " ")
    var element = SchemaElement(kind: "field", name: name, summary: words)
    element.identity = String(number)
    element.paths = ["\(scope.path)/\(number)", FullName.join(scope.names, name)]
    if let oneof { element.paths.append("\(scope.path)/\(oneof)/\(number)") }
    element.add("type", type)
    element.add("number", String(number))
    element.add("label", label?.rawValue)
    element.add("oneof", oneof)
    add(options, to: &element)
    return element
  }

  private func element(of enumeration: EnumSyntax, in outer: Scope) -> SchemaElement {
    let name = enumeration.name.text
    let scope = outer.inner(name)
    var element = SchemaElement(kind: "enum", role: "type", name: name, summary: "enum \(name)")
    element.paths = [scope.path, scope.names]
    add(enumeration.options, to: &element)
    element.add("reserved", Self.reserved(enumeration.reserved))
    element.children = enumeration.values.map { value in
      var part = SchemaElement(
        kind: "value", name: value.name.text, summary: "\(value.name.text) = \(value.number.value)")
      part.identity = String(value.number.value)
      part.paths = ["\(scope.path)/\(value.number.value)", FullName.join(scope.names, value.name.text)]
      part.add("number", String(value.number.value))
      add(value.options, to: &part)
      return part
    }
    return element
  }
}

extension ProtobufOutline {
  /// Blocks that extend one message are one part.
  private func extensions(_ extends: [ExtendSyntax], in scope: Scope) -> [SchemaElement] {
    var elements: [SchemaElement] = []
    for extend in extends {
      let name = FullName.withoutLeadingDot(extend.extendee.text)
      let fields = extend.fields.map { element(of: $0, in: scope) } + extend.groups.map { element(of: $0, in: scope) }
      if let index = elements.firstIndex(where: { $0.name == name }) {
        elements[index].children += fields
      } else {
        var element = SchemaElement(kind: "extend", name: name, summary: "extend \(name)")
        element.children = fields
        elements.append(element)
      }
    }
    return elements
  }

  private func element(of service: ServiceSyntax, in outer: Scope) -> SchemaElement {
    let name = service.name.text
    var element = SchemaElement(kind: "service", name: name, summary: "service \(name)")
    element.paths = [outer.inner(name).names]
    add(service.options, to: &element)
    element.children = service.methods.map { method in
      let request = (method.isClientStreaming ? "stream " : "") + FullName.withoutLeadingDot(method.input.text)
      let response = (method.isServerStreaming ? "stream " : "") + FullName.withoutLeadingDot(method.output.text)
      var part = SchemaElement(
        kind: "rpc", name: method.name.text, summary: "rpc \(method.name.text)(\(request)) returns (\(response))")
      part.paths = [FullName.join(outer.inner(name).names, method.name.text)]
      part.add("request", request)
      part.add("response", response)
      add(method.options, to: &part)
      return part
    }
    return element
  }

  /// Options by their names, each with its value as text.
  private func add(_ options: [OptionSyntax], to element: inout SchemaElement) {
    for option in options {
      var printer = SyntaxPrinter(.normalized)
      printer.writeStatement(option)
      let text = printer.text.split(separator: "\n").joined(separator: " ")
      let parts = text.dropFirst("option ".count).split(separator: "=", maxSplits: 1)
      guard parts.count == 2 else { continue }
      let value = parts[1].drop { $0 == " " }
      element.add(
        "option " + parts[0].split(separator: " ").joined(), String(value.hasSuffix(";") ? value.dropLast() : value))
    }
  }

  private static func text(of type: FieldTypeSyntax) -> String {
    switch type {
    case .scalar(let scalar): scalar.rawValue
    case .named(let name): FullName.withoutLeadingDot(name.text)
    case .map(let key, let value): "map<\(text(of: key)), \(text(of: value))>"
    }
  }

  private static func reserved(_ statements: [ReservedSyntax]) -> String? {
    var ranges: [RangeSyntax] = []
    var names: [String] = []
    for statement in statements {
      switch statement.values {
      case .ranges(let some): ranges += some
      case .names(let some, _): names += some.map { "\"\($0.text)\"" }
      }
    }
    let parts = [text(of: ranges)].compactMap(\.self) + names.sorted()
    return parts.isEmpty ? nil : parts.joined(separator: ", ")
  }

  private static func text(of ranges: [RangeSyntax]) -> String? {
    if ranges.isEmpty { return nil }
    return ranges.sorted { $0.lower.value < $1.lower.value }.map { range in
      switch range.upper {
      case nil: "\(range.lower.value)"
      case .max?: "\(range.lower.value) to max"
      case .number(let upper)?: "\(range.lower.value) to \(upper.value)"
      }
    }.joined(separator: ", ")
  }
}
