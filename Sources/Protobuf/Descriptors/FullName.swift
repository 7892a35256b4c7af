/// Dotted names: `package.Message.Nested`.
enum FullName {
  /// The name of something within a scope; the scope is empty at the top of a file without a package.
  static func join(_ scope: String, _ name: String) -> String {
    scope.isEmpty ? name : scope + "." + name
  }

  /// Descriptors write full names with a dot in front.
  static func withoutLeadingDot(_ name: String) -> String {
    name.hasPrefix(".") ? String(name.dropFirst()) : name
  }
}
