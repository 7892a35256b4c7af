import RegistryAPI
import SchemaCore

/// What stands between the slashes of a path. Doubled slashes count as one, as there are clients that write them; but a
/// subject may have an empty name, so that nothing between `subjects` and `versions` is a subject.
enum PathSegments {
  /// The segments, still percent-encoded; an empty one is the subject without name.
  static func of(_ path: String) -> [String] {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    var segments: [String] = []
    for (part, next) in zip(parts, parts.dropFirst().map(Optional.some) + [nil]) {
      // A second `subjects` is a name.
      let isSubject = next == "versions" && segments.last == "subjects" && !segments.dropLast().contains("subjects")
      if !part.isEmpty || isSubject { segments.append(String(part)) }
    }
    return segments
  }

  /// The path with the default context named where the subject has no name, as routes need something to match; nil if
  /// there is no such subject.
  static func named(_ path: String) -> String? {
    guard path.utf8.containsDoubledSlash else { return nil }
    let segments = of(path)
    guard segments.contains("") else { return nil }
    let subject = PercentEncoding.encoded(":\(ContextName.default):")
    return "/" + segments.map { $0.isEmpty ? subject : $0 }.joined(separator: "/")
  }
}

extension String.UTF8View {
  fileprivate var containsDoubledSlash: Bool {
    zip(self, dropFirst()).contains { $0 == UInt8(ascii: "/") && $1 == UInt8(ascii: "/") }
  }
}
