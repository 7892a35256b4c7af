/// What protoc refuses about declarations of extensions.
extension LinkSession {
  /// Checks what a message declares.
  func checkExtensionDeclarations(_ message: DeclaredMessage) {
    var names: Set<String> = []
    for statement in message.ranges {
      let declarations = statement.options.compactMap(ExtensionDeclaration.init)
      if let first = declarations.first, statement.options.identifier("verification") == "UNVERIFIED" {
        problems.add(
          .rule, "A range with declarations is verified: remove 'verification = UNVERIFIED'", at: first.place,
          in: message.file)
      }
      let ranges = DeclaredRanges(
        statement.ranges.map { $0.numbers(maximum: Int64(message.maximumExtensionNumber), for: .extensions) })
      var numbers: Set<Int64> = []
      for declaration in declarations {
        if let objection = objection(to: declaration, in: ranges, numbers: &numbers, names: &names) {
          problems.add(.rule, objection, at: declaration.place, in: message.file)
        }
      }
    }
  }

  private func objection(
    to declaration: ExtensionDeclaration, in ranges: DeclaredRanges, numbers: inout Set<Int64>,
    names: inout Set<String>
  ) -> String? {
    let number = declaration.number ?? 0
    if ranges.range(of: number) == nil { return "The declared number \(number) is not in the range" }
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
    of extended: DeclaredExtension, _ linked: LinkedField, in statement: ExtensionRangeIndex.Statement,
    of message: DeclaredMessage
  ) {
    guard statement.isVerified else { return }
    let syntax = extended.field.syntax
    func refuse(_ message: String) {
      problems.add(.rule, message, at: syntax.name.place, in: extended.file)
    }
    guard let declaration = statement.declarations[syntax.number.value] else {
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
