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
    _ references: [SchemaReference], in context: ContextName, _ filter: DeletionFilter, _ options: RegistryOptions
  ) throws(RegistryError) -> [ResolvedReference] {
    var resolution = ReferenceResolution(state: self, filter: filter, options: options)
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

/// A depth-first walk. It ends because each name is visited once and chains have a longest length: an import may have
/// closed a circle.
private struct ReferenceResolution {
  let state: RegistryState
  let filter: DeletionFilter
  let options: RegistryOptions
  var resolved: [ResolvedReference] = []
  private var seen: Set<String> = []
  private var depth = 0
  private var bytes = 0

  /// How long a chain of references may be, so that the walk cannot exhaust the stack.
  private static let maximumDepth = 100

  init(state: RegistryState, filter: DeletionFilter, options: RegistryOptions) {
    self.state = state
    self.filter = filter
    self.options = options
  }

  mutating func visit(_ references: [SchemaReference], in context: ContextName) throws(RegistryError) {
    depth += 1
    defer { depth -= 1 }
    for reference in references where seen.insert(reference.name).inserted {
      let target = reference.target(from: context)
      let found = state.find(.number(target.version), of: target.subject, includesDeleted: filter != .live)
      guard let found else { throw .referenceNotFound(target.subject, version: reference.version) }
      bytes += found.schema.text.utf8.count
      try checkLimits(reference)
      try visit(found.schema.references, in: target.subject.context)
      resolved.append(ResolvedReference(reference, text: found.schema.text))
    }
  }

  private func checkLimits(_ reference: SchemaReference) throws(RegistryError) {
    if seen.count > options.maximumReferences || depth > Self.maximumDepth {
      throw .invalidReference(
        reference,
        reason:
          "a schema may use at most \(options.maximumReferences) others, in chains of at most \(Self.maximumDepth)")
    }
    if bytes > options.maximumReferenceBytes {
      throw .invalidReference(
        reference, reason: "the schemas used have more than \(options.maximumReferenceBytes) bytes together")
    }
  }
}
