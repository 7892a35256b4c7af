import RegistryAPI
import SchemaCore

/// The paths below `/contexts/{context}`: the same routes, told by way of the path which context they are about.
///
/// They are turned into the paths that name the context with the subject, `:.context:subject`, before anything else
/// looks at them. A subject that names a context of its own keeps it.
enum ContextPath {
  /// The path and query that say the same without the prefix and with a name for every subject, or nil if they do
  /// already.
  ///
  /// - Throws: `badRequest` for a context that cannot be one.
  static func rewrite(path: String, query: String) throws(APIError) -> String? {
    guard path.utf8.drop(while: { $0 == UInt8(ascii: "/") }).starts(with: "contexts/".utf8) else {
      return PathSegments.named(path).map { $0 + (query.isEmpty ? "" : "?\(query)") }
    }
    let segments = PathSegments.of(path)
    guard segments.count >= 2 else { return nil }
    let context = try Context(segments[1])
    let rest = Array(segments[2...])
    let items = context.qualify(QueryItems(parsing: query), for: rest)
    return "/" + context.qualify(rest).joined(separator: "/") + (items.isEmpty ? "" : "?\(items)")
  }

  private struct Context {
    /// What stands before a subject's name: `:.context:`.
    let prefix: String

    /// Reads `.c`, `c`, `:.c` and `:.c:`, percent-encoded or not.
    init(_ segment: String) throws(APIError) {
      guard let text = PercentEncoding.decoded(segment) else {
        throw APIError(.badRequest, "'\(segment)' is not a percent-encoded name")
      }
      var name = text.unicodeScalars[...]
      if name.first == ":" { name = name.dropFirst() }
      if name.last == ":" { name = name.dropLast() }
      if name.contains(":") { throw APIError(.badRequest, "Context name '\(text)' cannot contain a colon") }
      prefix = ":\(ContextName(Substring(name))):"
    }

    /// The segments with the context put before the subjects among them. Only the place makes a segment a subject: a
    /// subject may be called `subjects`.
    func qualify(_ segments: [String]) -> [String] {
      var segments = segments
      switch segments.first {
      case nil:
        return ["contexts", PercentEncoding.encoded(prefix)]
      case "config", "mode":
        if segments.count == 1 { segments.append("") }
        segments[1] = qualify(segment: segments[1])
      default:
        var place = 0
        while place + 1 < segments.count {
          if segments[place] == "subjects" || segments[place] == "deks" {
            place += 1
            segments[place] = qualify(segment: segments[place])
          }
          place += 1
        }
      }
      return segments
    }

    /// The parameters with the context put before the one that names a subject on this path.
    func qualify(_ items: QueryItems, for segments: [String]) -> QueryItems {
      var items = items
      let name: String? =
        if segments.count >= 3 && segments.starts(with: ["schemas", "ids"]) {
          "subject"
        } else if segments == ["schemas"] || segments == ["subjects"] || segments.last == "keks" {
          "subjectPrefix"
        } else {
          nil
        }
      guard let name else { return items }
      let subject = items[name] ?? ""
      if !Self.namesContext(subject) { items[name] = prefix + subject }
      return items
    }

    private func qualify(segment: String) -> String {
      // What cannot be decoded is refused by the route.
      if Self.namesContext(PercentEncoding.decoded(segment) ?? "") { return segment }
      return PercentEncoding.encoded(prefix) + segment
    }

    private static func namesContext(_ subject: String) -> Bool {
      subject.utf8.starts(with: ":.".utf8) || subject.utf8.starts(with: ":*:".utf8)
    }
  }
}
