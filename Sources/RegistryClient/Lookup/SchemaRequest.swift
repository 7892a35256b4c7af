public import SchemaCore

/// What a codec may ask for. All requests are answered by a ``RegisteredText``.
public enum SchemaRequest: Hashable, Sendable {
  /// The schema that a record names. IDs belong to a context, which a record does not name.
  case identity(SchemaIdentity, in: ContextName = .default)
  /// A version of a subject.
  case version(VersionSelector, of: SubjectName)
  /// The latest version whose metadata has all of these properties, marked as deleted or not.
  case latest(of: SubjectName, with: TextMap<ExactText>)
  /// The version that holds this schema.
  case lookUp(SchemaText, under: SubjectName, normalizing: Bool = false)
  /// The version that holds this schema, which is registered unless it is there.
  case register(SchemaText, under: SubjectName, normalizing: Bool = false, propagatingTags: Bool = false)
}

extension SchemaRequest {
  /// True if the answer can become another one: somebody may register a later version.
  var isVolatile: Bool {
    switch self {
    case .version(.latest, _), .latest: true
    case .identity, .version(.number, _), .lookUp, .register: false
    }
  }

  /// The context that the answer's ID belongs to, unless the answer says otherwise.
  var context: ContextName {
    switch self {
    case .identity(_, let context): context
    case .version(_, let subject), .latest(let subject, _), .lookUp(_, let subject, _),
      .register(_, let subject, _, _):
      subject.context
    }
  }
}
