extension [OptionSyntax] {
  /// The value of the option with this plain name; the last one if there are several.
  func value(of name: String) -> OptionValueSyntax? {
    last { $0.name.parts.count == 1 && $0.name.parts.first == .simple(name) }?.value
  }

  /// The value of a truth-valued option; nil if it is not given, or is no truth value.
  func flag(_ name: String) -> Bool? {
    guard case .identifier(let text)? = value(of: name)?.kind else { return nil }
    return text == "true" ? true : text == "false" ? false : nil
  }

  /// The value of an option that is a name.
  func identifier(_ name: String) -> String? {
    guard case .identifier(let text)? = value(of: name)?.kind else { return nil }
    return text
  }

  /// The value of an option that is a text.
  func string(_ name: String) -> String? {
    guard case .string(let text)? = value(of: name)?.kind else { return nil }
    return String(decoding: text.bytes, as: UTF8.self)
  }
}
