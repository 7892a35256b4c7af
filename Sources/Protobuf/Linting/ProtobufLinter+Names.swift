import SchemaCore

extension ProtobufLinter {
  mutating func checkFile(_ syntax: FileSyntax) {
    let scope = syntax.package?.text ?? "file"
    if syntax.edition == nil {
      let start = file.text.utf8.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
      add(
        ProtobufLintRules.missingSyntax, "the file does not say what it is written in, and is proto2: say so",
        path: scope, at: SourcePlace(start), fix: [TextEdit(start..<start, "syntax = \"proto2\";\n\n")])
    }
    if let package = syntax.package {
      if package.text != package.text.lowercased() {
        add(
          ProtobufLintRules.namespaceCase, "package \(package.text) has capitals: write \(package.text.lowercased())",
          path: scope, at: package.place)
      }
      if !Self.isVersioned(package.text) {
        add(
          ProtobufLintRules.unversionedPackage, "package \(package.text) has no version: call it \(package.text).v1",
          path: scope, at: package.place)
      }
    } else if !syntax.declarations.isEmpty {
      add(ProtobufLintRules.missingNamespace, "the file has no package: give it one", path: scope, at: SourcePlace(0))
    }
    for item in syntax.imports where item.modifier == .public && syntax.wrappedImport == nil {
      add(
        ProtobufLintRules.publicImport, "\"\(item.path)\" is imported publicly: let those who need it import it",
        path: scope, at: item.place)
    }
  }

  /// True for `shop.v1`, `shop.v2beta1`.
  private static func isVersioned(_ package: String) -> Bool {
    guard let last = package.split(separator: ".").last, last.first == "v" else { return false }
    return last.dropFirst().first?.isNumber ?? false
  }

  mutating func checkTypeName(_ name: NameSyntax, _ kind: String, in scope: String) {
    let path = FullName.join(scope, name.text)
    if !NameStyle.pascal.fits(name.text) {
      add(
        ProtobufLintRules.typeNameCase,
        "\(kind) \(name.text) is not PascalCase: call it \(NameStyle.pascal.written(name.text))",
        path: path, at: name.place)
    }
    if !isDocumented(name.place) {
      add(
        ProtobufLintRules.missingDocumentation, "\(kind) \(name.text) has no comment: say what it stands for",
        path: path,
        at: name.place)
    }
  }

  mutating func checkName(of field: FieldSyntax, path: String) {
    let name = field.name.text
    if !NameStyle.snake.fits(name) {
      add(
        ProtobufLintRules.fieldNameCase,
        "field \(name) is not lower_snake_case: call it \(NameStyle.snake.written(name))",
        path: path, at: field.name.place)
    }
  }

  mutating func checkValues(of enumeration: EnumSyntax, path: String) {
    let name = enumeration.name.text
    let prefix = NameStyle.capitals.written(name) + "_"
    if let value = enumeration.values.first(where: { !NameStyle.capitals.fits($0.name.text) }) {
      add(
        ProtobufLintRules.symbolNameCase, "value \(value.name.text) of enum \(name) is not UPPER_SNAKE_CASE",
        path: FullName.join(path, value.name.text), at: value.name.place)
    } else if let value = enumeration.values.first(where: { !$0.name.text.hasPrefix(prefix) }) {
      add(
        ProtobufLintRules.enumValuePrefix, "value \(value.name.text) of enum \(name) does not begin with \(prefix)",
        path: FullName.join(path, value.name.text), at: value.name.place)
    }
    guard let zero = enumeration.values.first(where: { $0.number.value == 0 }) else {
      if let first = enumeration.values.first {
        add(
          ProtobufLintRules.enumWithoutZero, "enum \(name) has no value 0: add \(prefix)UNSPECIFIED = 0", path: path,
          at: first.name.place)
      }
      return
    }
    let words = NameStyle.words(of: zero.name.text)
    if words.last.map({ !Self.wordsForNothing.contains($0) }) ?? true {
      add(
        ProtobufLintRules.zeroValueName,
        "the value 0 of enum \(name) is \(zero.name.text): call it \(prefix)UNSPECIFIED",
        path: FullName.join(path, zero.name.text), at: zero.name.place)
    }
  }

  private static let wordsForNothing: Set<String> = [
    "unspecified", "unknown", "none", "undefined", "invalid", "default",
  ]
}
