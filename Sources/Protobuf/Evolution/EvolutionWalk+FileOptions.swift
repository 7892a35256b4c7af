extension EvolutionWalk {
  /// The file options that say what generated code is called and where it is.
  private static let options = [
    "java_package", "java_outer_classname", "java_multiple_files", "go_package", "csharp_namespace",
    "objc_class_prefix", "swift_prefix", "php_class_prefix", "php_namespace", "php_metadata_namespace", "ruby_package",
  ]

  mutating func compareFileOptions(_ old: FileSyntax, _ new: FileSyntax) {
    for option in Self.options {
      let before = old.value(of: option)
      let after = new.value(of: option)
      if before != after {
        add(.fileOptionChanged, "", "option \(option) was \(before ?? "not set") and is \(after ?? "not set")")
      }
    }
  }
}

extension FileSyntax {
  /// The value of a file option, as it is written; of several the last counts.
  fileprivate func value(of name: String) -> String? {
    guard let option = options.last(where: { $0.name.parts == [.simple(name)] }) else { return nil }
    switch option.value.kind {
    case .identifier(let text), .integer(let text), .float(let text): return text
    case .string(let string): return "\"\(String(decoding: string.bytes, as: UTF8.self))\""
    case .aggregate, .list: return nil
    }
  }
}
