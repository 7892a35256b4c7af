import HashTreeCollections
import SchemaCore

extension RegistryState {
  /// Everything that a schema refers to, directly and indirectly, each name once, in an order in which each uses only
  /// those before it.
  ///
  /// - Parameters:
  ///   - format: the format of the schema. A new one may only refer to schemas of its own format.
  ///   - context: where subjects without context are meant.
  ///   - filter: `.live` for a new schema, which may not use what is deleted; `.all` for a stored one.
  /// - Throws: `referenceNotFound`, `invalidReference`.
  func resolve(
    _ references: [SchemaReference], of format: FormatName, in context: ContextName, _ filter: DeletionFilter,
    _ options: RegistryOptions
  ) throws(RegistryError) -> [ResolvedReference] {
    var resolution = ReferenceResolution(state: self, format: format, filter: filter, options: options)
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

  /// Refuses a version that would lead back to itself by way of what it refers to. Only an import can try: it may put
  /// a schema in the place of one that others refer to.
  ///
  /// - Throws: `invalidReference`.
  func checkCircle(through record: SchemaRecord) throws(RegistryError) {
    if referrers[record.key] == nil { return }
    var seen: Set<VersionKey> = []
    for reference in record.schema.references {
      var waiting = [reference.target(from: record.key.subject.context)]
      while let next = waiting.popLast() {
        if next == record.key {
          throw .invalidReference(reference, reason: "the reference leads back to version \(next.version) itself")
        }
        guard seen.insert(next).inserted,
          let found = find(.number(next.version), of: next.subject, includesDeleted: true)
        else { continue }
        waiting += found.schema.references.map { $0.target(from: next.subject.context) }
      }
    }
  }
}

/// A depth-first walk. It ends because each name is visited once and chains have a longest length: a log written by
/// another registry may hold a circle.
private struct ReferenceResolution {
  let state: RegistryState
  let format: FormatName
  let filter: DeletionFilter
  let options: RegistryOptions
  var resolved: [ResolvedReference] = []
  /// The version that each name stands for.
  private var bound: [ExactText: VersionKey] = [:]
  private var depth = 0
  private var bytes = 0

  init(state: RegistryState, format: FormatName, filter: DeletionFilter, options: RegistryOptions) {
    self.state = state
    self.format = format
    self.filter = filter
    self.options = options
  }

  mutating func visit(_ references: [SchemaReference], in context: ContextName) throws(RegistryError) {
    depth += 1
    defer { depth -= 1 }
    for reference in references {
      let target = reference.target(from: context)
      if try isBound(reference, to: target) { continue }
      let found = state.find(.number(target.version), of: target.subject, includesDeleted: filter != .live)
      guard let found else { throw .referenceNotFound(target.subject, version: reference.version) }
      bytes += found.schema.text.utf8.count
      try check(reference, found.schema.format)
      try visit(found.schema.references, in: target.subject.context)
      resolved.append(ResolvedReference(reference, text: found.schema.text))
    }
  }

  /// True if the name was met before; if not, it stands for the target from now on.
  private mutating func isBound(
    _ reference: SchemaReference, to target: VersionKey
  ) throws(RegistryError) -> Bool {
    guard let known = bound[ExactText(reference.name)] else {
      bound[ExactText(reference.name)] = target
      return false
    }
    if known != target && options.rejectsConflictingReferences && filter == .live {
      throw .invalidReference(reference, reason: "Conflicting reference versions for \"\(reference.name)\"")
    }
    return true
  }

  private func check(_ reference: SchemaReference, _ found: FormatName) throws(RegistryError) {
    if bound.count > options.maximumReferences || depth > options.maximumReferenceDepth {
      throw .invalidReference(
        reference,
        reason:
          "a schema may use at most \(options.maximumReferences) others, in chains of at most "
          + "\(options.maximumReferenceDepth)")
    }
    if bytes > options.maximumReferenceBytes {
      throw .invalidReference(
        reference, reason: "the schemas used have more than \(options.maximumReferenceBytes) bytes together")
    }
    if found != format && filter == .live {
      throw .invalidReference(reference, reason: "a schema of type \(format) cannot refer to one of type \(found)")
    }
  }
}
