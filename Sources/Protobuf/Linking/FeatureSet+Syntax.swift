extension FeatureSet {
  /// These features, overridden by those that options set. What is not known changes nothing: the interpretation of the
  /// options complains about it.
  func overridden(by options: [OptionSyntax]) -> FeatureSet {
    guard options.contains(where: { $0.name.parts.first == .simple("features") }) else { return self }
    var result = self
    for option in options where option.name.parts.first == .simple("features") {
      switch (option.name.parts.dropFirst().first, option.value.kind) {
      case (nil, .aggregate(let fields)):
        for case (.simple(let name), .identifier(let value)) in fields.map({ ($0.name, $0.value.kind) }) {
          result.set(name, to: value)
        }
      case (.simple(let name)?, .identifier(let value)) where option.name.parts.count == 2:
        result.set(name, to: value)
      default: break
      }
    }
    return result
  }

  private mutating func set(_ name: String, to value: String) {
    switch (name, value) {
    case ("field_presence", "EXPLICIT"): fieldPresence = .explicit
    case ("field_presence", "IMPLICIT"): fieldPresence = .implicit
    case ("field_presence", "LEGACY_REQUIRED"): fieldPresence = .legacyRequired
    case ("enum_type", "OPEN"): enumType = .open
    case ("enum_type", "CLOSED"): enumType = .closed
    case ("repeated_field_encoding", "PACKED"): repeatedFieldEncoding = .packed
    case ("repeated_field_encoding", "EXPANDED"): repeatedFieldEncoding = .expanded
    case ("utf8_validation", "VERIFY"): utf8Validation = .verify
    case ("utf8_validation", "NONE"): utf8Validation = .none
    case ("message_encoding", "LENGTH_PREFIXED"): messageEncoding = .lengthPrefixed
    case ("message_encoding", "DELIMITED"): messageEncoding = .delimited
    case ("json_format", "ALLOW"): jsonFormat = .allow
    case ("json_format", "LEGACY_BEST_EFFORT"): jsonFormat = .legacyBestEffort
    default: break
    }
  }
}
