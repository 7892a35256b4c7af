extension SyntaxPrinter {
  mutating func write(_ file: FileSyntax) {
    if let edition = file.edition {
      bytesDefaultsAreBare = edition.keyword == .syntax
      writeLine("\(edition.keyword) = \(TextLiteral.quoted(edition.value));")
    }
    if let package = file.package { writeLine("package \(package.text);") }
    let imports = file.imports.filter { $0.modifier == nil }.map { "import \(TextLiteral.quoted($0.path));" }
    let publicImports = file.imports.filter { $0.modifier == .public }
      .map { "import public \(TextLiteral.quoted($0.path));" }
    writeSection(imports + publicImports) { $0.writeLine($1) }
    writeSection(file.options) { $0.writeStatement($1) }
    if !file.messages.isEmpty || !file.enums.isEmpty {
      beginSection()
      for message in file.messages { write(message) }
      for enumeration in file.enums { write(enumeration) }
    }
    writeSection(file.extends) { $0.write($1) }
    writeSection(file.services) { $0.write($1) }
  }

  private mutating func write(_ message: MessageSyntax) {
    openBody("message \(message.name.text)")
    writeElements(of: message)
    closeBody()
  }

  /// The sections of a message or group, in the order that registries write them.
  private mutating func writeElements(of message: MessageSyntax) {
    writeSection(message.reserved) { $0.write($1) }
    writeSection(message.options) { $0.writeStatement($1) }
    writeSection(message.fields) { $0.write($1) }
    writeSection(message.oneofs) { $0.write($1) }
    writeSection(message.groups) { $0.write($1) }
    writeSection(message.extensions) { $0.write($1) }
    writeSection(message.extends) { $0.write($1) }
    if !message.messages.isEmpty || !message.enums.isEmpty {
      beginSection()
      for inner in message.messages { write(inner) }
      for enumeration in message.enums { write(enumeration) }
    }
  }

  private mutating func write(_ oneof: OneofSyntax) {
    openBody("oneof \(oneof.name.text)")
    writeSection(oneof.options) { $0.writeStatement($1) }
    writeSection(oneof.fields) { $0.write($1) }
    writeSection(oneof.groups) { $0.write($1) }
    closeBody()
  }

  private mutating func write(_ group: GroupSyntax) {
    let label = group.label.map { $0.rawValue + " " } ?? ""
    openBody("\(label)group \(group.message.name.text) = \(group.number.value)")
    writeElements(of: group.message)
    closeBody()
  }

  /// Registries know no groups that extend a message.
  private mutating func write(_ extend: ExtendSyntax) {
    let fields = extend.fields
    if style == .normalized, fields.isEmpty { return }
    openBody("extend \(extend.extendee.text)")
    writeSection(fields) { $0.write($1) }
    closeBody()
  }

  private mutating func write(_ enumeration: EnumSyntax) {
    openBody("enum \(enumeration.name.text)")
    if !enumeration.elements.isEmpty { beginSection() }
    for reserved in enumeration.reserved { write(reserved) }
    for option in enumeration.options { writeStatement(option) }
    for value in enumeration.values {
      writeIndentation()
      write("\(value.name.text) = \(value.number.value)")
      writeBrackets(value.options)
      write(";\n")
    }
    closeBody()
  }

  private mutating func write(_ service: ServiceSyntax) {
    openBody("service \(service.name.text)")
    writeSection(service.options) { $0.writeStatement($1) }
    writeSection(service.methods) { $0.write($1) }
    closeBody()
  }

  private mutating func write(_ method: MethodSyntax) {
    let input = (method.isClientStreaming ? "stream " : "") + method.input.text
    let output = (method.isServerStreaming ? "stream " : "") + method.output.text
    let header = "rpc \(method.name.text) (\(input)) returns (\(output))"
    if method.options.isEmpty {
      writeLine(header + ";")
    } else {
      openBody(header)
      writeSection(method.options) { $0.writeStatement($1) }
      closeBody("};\n")
    }
  }

  private mutating func writeSection<Item>(_ items: [Item], writeItem: (inout SyntaxPrinter, Item) -> Void) {
    guard !items.isEmpty else { return }
    beginSection()
    for item in items { writeItem(&self, item) }
  }
}
