import RegistryAPI
import SchemaCore

/// Finds everything that schemas refer to; what several of them use is asked for once.
struct ReferenceResolution {
  private struct Target: Hashable {
    var subject: SubjectName
    var version: VersionSelector
  }

  let client: SchemaRegistryClient
  private var found: [Target: SchemaText] = [:]

  /// More than any registry lets in, but what answers need not be one.
  private static let maximumCount = 1000
  private static let maximumDepth = 100

  init(client: SchemaRegistryClient) {
    self.client = client
  }

  /// What a schema refers to, each before what uses it.
  ///
  /// - Parameter context: that of the schema's subject.
  /// - Throws: `ClientError`.
  mutating func references(
    of schema: SchemaText, in context: ContextName
  ) async throws(ClientError) -> [ResolvedReference] {
    var resolved: [ResolvedReference] = []
    var names: Set<ExactText> = []
    try await resolve(schema.references, in: context, depth: 0, into: &resolved, &names)
    return resolved
  }

  private mutating func resolve(
    _ references: [SchemaReference], in context: ContextName, depth: Int,
    into resolved: inout [ResolvedReference], _ names: inout Set<ExactText>
  ) async throws(ClientError) {
    if depth > Self.maximumDepth || resolved.count > Self.maximumCount {
      throw ClientError(.unintelligible, "\(client.url) answers with references that lead on without end")
    }
    for reference in references where names.insert(ExactText(reference.name)).inserted {
      let subject = SubjectName(qualified: reference.subject).resolved(in: context)
      let version: VersionSelector =
        reference.version == SchemaReference.latestVersion
        ? .latest : .number(SchemaVersion(rawValue: reference.version))
      let schema = try await text(of: Target(subject: subject, version: version))
      try await resolve(schema.references, in: subject.context, depth: depth + 1, into: &resolved, &names)
      resolved.append(ResolvedReference(reference, text: schema.text))
    }
  }

  private mutating func text(of target: Target) async throws(ClientError) -> SchemaText {
    if let known = found[target] { return known }
    let body = try await client.version(target.version, of: target.subject, includingDeleted: true)
    guard let schema = body.schema else {
      throw ClientError(
        .unintelligible, "\(client.url) answers with a version of \(target.subject) that has no schema")
    }
    found[target] = schema
    return schema
  }
}
