/// What a message says about the extensions that it may have, in the options of its extension ranges. Source of the
/// rules: protobuf.dev, Extension Declarations.
extension LinkSession {
  private struct Declaration {
    var number: Int64?
    var fullName: String?
    var type: String?
    var isRepeated = false
    var isReserved = false
    var place: SourcePlace

    init?(_ option: OptionSyntax) {
      guard option.name.parts == [.simple("declaration")], case .aggregate(let fields) = option.value.kind else {
        return nil
      }
      place = option.name.place
      for field in fields {
        switch (field.name, field.value.kind) {
        case (.simple("number"), _): number = NumberLiteral(field.value)?.whole()
        case (.simple("full_name"), .string(let text)): fullName = String(decoding: text.bytes, as: UTF8.self)
        case (.simple("type"), .string(let text)): type = String(decoding: text.bytes, as: UTF8.self)
        case (.simple("repeated"), .identifier(let text)): isRepeated = text == "true"
        case (.simple("reserved"), .identifier(let text)): isReserved = text == "true"
        default: break
        }
      }
    }
  }

  /// Checks what a message declares.
  func checkExtensionDeclarations(_ message: DeclaredMessage) {
    var names: Set<String> = []
    for statement in message.ranges {
      let declarations = statement.options.compactMap(Declaration.init)
      if let first = declarations.first, statement.options.identifier("verification") == "UNVERIFIED" {
        problems.add(
          .rule, "A range with declarations is verified: remove 'verification = UNVERIFIED'", at: first.place,
          in: message.file)
      }
      var numbers: Set<Int64> = []
      for declaration in declarations {
        if let objection = objection(to: declaration, statement, message, numbers: &numbers, names: &names) {
          problems.add(.rule, objection, at: declaration.place, in: message.file)
        }
      }
    }
  }

  private func objection(
    to declaration: Declaration, _ statement: ExtensionsSyntax, _ message: DeclaredMessage, numbers: inout Set<Int64>,
    names: inout Set<String>
  ) -> String? {
    let number = declaration.number ?? 0
    let isInRange = statement.ranges.contains { range in
      let numbers = range.numbers(maximum: Int64(message.maximumExtensionNumber), for: .extensions)
      return (numbers.lower...numbers.upper).contains(number)
    }
    if !isInRange { return "The declared number \(number) is not in the range" }
    if !numbers.insert(number).inserted { return "The number \(number) is declared twice" }
    guard let name = declaration.fullName, let type = declaration.type else {
      let isFree = declaration.isReserved && declaration.fullName == nil && declaration.type == nil
      return isFree ? nil : "The declaration of \(number) needs both 'full_name' and 'type'"
    }
    if !names.insert(name).inserted { return "The extension '\(name)' is declared twice" }
    for text in [name, type] where text == name || ScalarType(rawValue: type) == nil {
      if !text.hasPrefix(".") { return "The full name '\(text)' begins with a dot: write '.\(text)'" }
    }
    return nil
  }

  private func typeName(_ linked: LinkedField) -> String {
    switch linked.descriptor.type {
    case .scalar(let scalar): scalar.rawValue
    case .message(let name), .group(let name), .enumeration(let name): "." + name
    }
  }

  /// Checks an extension against what its message declares.
  func checkDeclaration(
    of extended: DeclaredExtension, _ linked: LinkedField, in statement: ExtensionsSyntax, of message: DeclaredMessage
  ) {
    let declarations = statement.options.compactMap(Declaration.init)
    let isVerified = statement.options.identifier("verification") == "DECLARATION"
    guard isVerified || !declarations.isEmpty else { return }
    let syntax = extended.field.syntax
    func refuse(_ message: String) {
      problems.add(.rule, message, at: syntax.name.place, in: extended.file)
    }
    guard let declaration = declarations.first(where: { $0.number == syntax.number.value }) else {
      return refuse("'\(message.fullName)' does not declare an extension with the number \(syntax.number.value)")
    }
    if declaration.isReserved {
      return refuse("'\(message.fullName)' reserves the number \(syntax.number.value) of its extensions")
    }
    if let name = declaration.fullName, name != "." + extended.fullName {
      refuse("'\(message.fullName)' declares the extension \(syntax.number.value) as '\(name)'")
    }
    let type = typeName(linked)
    if let expected = declaration.type, expected != type {
      refuse("'\(message.fullName)' declares the extension \(syntax.number.value) of type '\(expected)', not '\(type)'")
    }
    if declaration.isRepeated != (syntax.label == .repeated) {
      refuse(
        "'\(message.fullName)' declares the extension \(syntax.number.value) "
          + (declaration.isRepeated ? "repeated" : "optional"))
    }
  }
}
