import SchemaCore

extension RegistryState {
  /// Everything that a schema refers to, directly and indirectly, each name once, in an order in which each uses only
  /// those before it.
  ///
  /// - Parameters:
  ///   - context: where subjects without context are meant.
  ///   - filter: `.live` for a new schema, which may not use what is deleted; `.all` for a stored one.
  /// - Throws: `referenceNotFound`, `invalidReference`.
  func resolve(
    _ references: [SchemaReference], in context: ContextName, _ filter: DeletionFilter, limit: Int
  ) throws(RegistryError) -> [ResolvedReference] {
    var resolution = ReferenceResolution(state: self, filter: filter, limit: limit)
    try resolution.visit(references, in: context)
    return resolution.resolved
  }

  /// The references with `-1` replaced by the number of the latest version.
  ///
  /// - Throws: `referenceNotFound`, `invalidReference` for one that lacks a part.
  func pinned(
    _ references: [SchemaReference], in context: ContextName
  ) throws(RegistryError) -> [SchemaReference] {
    var pinned: [SchemaReference] = []
    for var reference in references {
      if reference.name.isEmpty || reference.subject.isEmpty {
        throw .invalidReference(reference, reason: "a reference needs a name, a subject and a version")
      }
      if reference.version == SchemaReference.latestVersion {
        let subject = reference.target(from: context).subject
        guard let latest = find(.latest, of: subject, includesDeleted: false) else {
          throw .referenceNotFound(subject, version: reference.version)
        }
        reference.version = latest.version.rawValue
      }
      pinned.append(reference)
    }
    return pinned
  }
}

/// A depth-first walk. It ends: a version can only refer to versions that were there before it.
private struct ReferenceResolution {
  let state: RegistryState
  let filter: DeletionFilter
  let limit: Int
  var resolved: [ResolvedReference] = []
  private var seen: Set<String> = []
  private var depth = 0

  /// How long a chain of references may be, so that the walk cannot exhaust the stack.
  private static let maximumDepth = 100

  init(state: RegistryState, filter: DeletionFilter, limit: Int) {
    self.state = state
    self.filter = filter
    self.limit = limit
  }

  mutating func visit(_ references: [SchemaReference], in context: ContextName) throws(RegistryError) {
    depth += 1
    defer { depth -= 1 }
    for reference in references where seen.insert(reference.name).inserted {
      if seen.count > limit || depth > Self.maximumDepth {
        throw .invalidReference(
          reference, reason: "a schema may use at most \(limit) others, in chains of at most \(Self.maximumDepth)")
      }
      let target = reference.target(from: context)
      let found = state.find(.number(target.version), of: target.subject, includesDeleted: filter != .live)
      guard let found else { throw .referenceNotFound(target.subject, version: reference.version) }
      try visit(found.schema.references, in: target.subject.context)
      resolved.append(ResolvedReference(reference, text: found.schema.text))
    }
  }
}
