import SchemaCore

/// A file and what is found in it.
struct LintedSchema {
  let file: String
  private(set) var text: String
  /// What stood in it before.
  let earlier: String?
  let references: [ResolvedReference]

  init(file: String, text: String, earlier: String?, references: [ResolvedReference]) {
    self.file = file
    self.text = text
    self.earlier = earlier
    self.references = references
  }

  /// What the rules find; one finding if the text is no schema.
  func findings() -> [LintFinding] {
    do {
      // What was no schema then has no part that could have changed.
      let before = earlier.flatMap { try? parsed($0) }
      return try parsed(text).lintFindings(in: text, after: before)
    } catch {
      let prefix = "\(file):"
      let message = error.message.hasPrefix(prefix) ? String(error.message.dropFirst(prefix.count)) : error.message
      let (position, rest) = Self.position(in: message)
      return [LintFinding(LintRules.unreadable, path: "", rest, at: position)]
    }
  }

  /// The text with all fixes that can be made without changing what the schema means; nil if there are none.
  mutating func fixed() -> String? {
    let before = text
    for _ in 0..<Self.maximumRounds {
      let edits = findings().flatMap(\.fix)
      if edits.isEmpty { break }
      let changed = TextEdit.applied(edits, to: text)
      guard keepsMeaning(changed) else { break }
      text = changed
    }
    return text == before ? nil : text
  }

  /// What is fixed may uncover more, but not for ever.
  private static let maximumRounds = 8

  private func keepsMeaning(_ changed: String) -> Bool {
    guard let old = try? parsed(text), let new = try? parsed(changed) else { return false }
    if new.isEquivalent(to: old) { return true }
    return new.incompatibilities(reading: old).isEmpty && old.incompatibilities(reading: new).isEmpty
  }

  private func parsed(_ text: String) throws(CommandFailure) -> any ParsedSchema {
    let schema = try SchemaFiles.schemaText(text, at: file, type: nil)
    // The grammar is enough for files that import others.
    let isProtobuf = schema.format == .protobuf
    return try schema.parsed(references: isProtobuf ? [] : references, rules: isProtobuf ? .stored : .new, called: file)
  }

  /// The place that an error's message begins with.
  private static func position(in message: String) -> (TextPosition?, String) {
    let parts = message.split(separator: ":", maxSplits: 2)
    guard parts.count == 3, let line = Int(parts[0]), let column = Int(parts[1]) else {
      return (nil, String(message.drop { $0 == " " }))
    }
    return (TextPosition(line: line, column: column), String(parts[2].drop { $0 == " " }))
  }
}
