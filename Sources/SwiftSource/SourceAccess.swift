/// Who may use generated types.
public enum SourceAccess: String, CaseIterable, Sendable {
  case `internal`, package, `public`

  /// What stands in front of a declaration.
  package var modifier: String { self == .internal ? "" : "\(rawValue) " }
}
