/// What a message says about an extension that it may have, in the options of an extension range. Source of the rules:
/// protobuf.dev, Extension Declarations.
struct ExtensionDeclaration {
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

/// The extension ranges of a message, in which numbers are looked for.
struct ExtensionRangeIndex {
  struct Statement {
    /// True if only extensions that are declared may have its numbers.
    let isVerified: Bool
    let declarations: [Int64: ExtensionDeclaration]
  }

  private let ranges: DeclaredRanges
  private let statements: [Statement]

  init(_ message: DeclaredMessage) {
    var ranges: [DeclaredRanges.Range] = []
    for (index, statement) in message.ranges.enumerated() {
      for syntax in statement.ranges {
        var range = syntax.numbers(maximum: Int64(message.maximumExtensionNumber), for: .extensions)
        range.statement = index
        ranges.append(range)
      }
    }
    self.ranges = DeclaredRanges(ranges)
    self.statements = message.ranges.map { statement in
      let declarations = statement.options.compactMap(ExtensionDeclaration.init).map { ($0.number ?? 0, $0) }
      return Statement(
        isVerified: !declarations.isEmpty || statement.options.identifier("verification") == "DECLARATION",
        declarations: Dictionary(declarations, uniquingKeysWith: { first, _ in first }))
    }
  }

  /// The statement that a number belongs to.
  func statement(of number: Int64) -> Statement? { ranges.range(of: number).map { statements[$0.statement] } }
}
