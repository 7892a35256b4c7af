import SchemaCore

/// Walks through a file as it was written, and holds each declaration against the rules.
struct ProtobufLinter {
  let file: ParsedFile
  /// The version before, if it is at hand.
  let earlier: FileSyntax?
  private(set) var findings: [LintFinding] = []
  private let lines: TextLines
  private let documented: DocumentedLines

  static func findings(in file: ParsedFile, since earlier: FileSyntax?) -> [LintFinding] {
    var linter = ProtobufLinter(file, earlier: earlier)
    linter.visitFile()
    return linter.findings.enumerated()
      .sorted { (key($0.element), $0.offset) < (key($1.element), $1.offset) }.map(\.element)
  }

  private static func key(_ finding: LintFinding) -> Int { finding.position?.line ?? 0 }

  private init(_ file: ParsedFile, earlier: FileSyntax?) {
    self.file = file
    self.earlier = earlier
    lines = TextLines(file.text)
    documented = DocumentedLines(file.text)
  }

  /// Notes what breaks a rule.
  mutating func add(
    _ rule: LintRule, _ message: String, path: String, at place: SourcePlace?, fix: [TextEdit] = []
  ) {
    guard findings.count < LintFinding.maximum else { return }
    findings.append(
      LintFinding(rule, path: path, message, at: place.map { lines.position(at: $0.offset) }, fix: fix))
  }

  private mutating func visitFile() {
    let syntax = file.syntax
    checkFile(syntax)
    let scope = syntax.package?.text ?? ""
    let before = Dictionary(
      (earlier?.messages ?? []).map { ($0.name.text, $0) }, uniquingKeysWith: { first, _ in first })
    for message in syntax.messages { visit(message, in: scope, before: before[message.name.text]) }
    for enumeration in syntax.enums { visit(enumeration, in: scope) }
    for service in syntax.services {
      checkTypeName(service.name, "service", in: scope)
      for method in service.methods where !NameStyle.pascal.fits(method.name.text) {
        add(
          ProtobufLintRules.typeNameCase, "method \(method.name.text) is not PascalCase",
          path: FullName.join(scope, method.name.text), at: method.name.place)
      }
    }
  }

  /// Messages are nested only as deep as the parser lets them be.
  private mutating func visit(_ message: MessageSyntax, in outer: String, before: MessageSyntax?) {
    checkTypeName(message.name, "message", in: outer)
    let scope = FullName.join(outer, message.name.text)
    for field in message.fields + message.oneofs.flatMap(\.fields) { check(field, in: scope, before: before) }
    for group in message.groups + message.oneofs.flatMap(\.groups) {
      add(
        ProtobufLintRules.groupField, "\(group.message.name.text) is a group: take a message and a field of its type",
        path: FullName.join(scope, group.message.name.text), at: group.message.name.place)
    }
    checkNumbers(of: message, path: scope)
    if let before { checkDeletions(from: before, to: message, path: scope) }
    let inner = Dictionary(
      (before?.messages ?? []).map { ($0.name.text, $0) }, uniquingKeysWith: { first, _ in first })
    for nested in message.messages { visit(nested, in: scope, before: inner[nested.name.text]) }
    for enumeration in message.enums { visit(enumeration, in: scope) }
  }

  private mutating func visit(_ enumeration: EnumSyntax, in outer: String) {
    checkTypeName(enumeration.name, "enum", in: outer)
    checkValues(of: enumeration, path: FullName.join(outer, enumeration.name.text))
  }

  private mutating func check(_ field: FieldSyntax, in scope: String, before: MessageSyntax?) {
    let path = FullName.join(scope, field.name.text)
    checkName(of: field, path: path)
    checkMeaning(of: field, path: path)
    checkRequired(field, path: path, before: before)
    if !isDocumented(field.name.place) {
      add(
        ProtobufLintRules.missingFieldDocumentation, "field \(field.name.text) has no comment: say what it holds",
        path: path, at: field.name.place)
    }
  }

  /// True if a comment stands on the line, or right above it.
  func isDocumented(_ place: SourcePlace) -> Bool { documented.contains(lines.position(at: place.offset).line) }
}

/// The lines of a text that have a comment on them or end under one.
private struct DocumentedLines {
  private var lines: Set<Int> = []

  init(_ text: String) {
    var line = 1
    for token in SourceToken.tokens(of: text, quotes: [UInt8(ascii: "\""), UInt8(ascii: "'")]) {
      line += token.breaksBefore
      let length = token.kind == .blockComment ? token.text.utf8.reduce(0) { $1 == 0x0A ? $0 + 1 : $0 } : 0
      if token.isComment {
        lines.insert(line)
        // A comment on a line of its own is about the next one.
        if token.breaksBefore > 0 || line == 1 { lines.insert(line + length + 1) }
      }
      line += length
    }
  }

  func contains(_ line: Int) -> Bool { lines.contains(line) }
}
