import SchemaCore

extension JSONSchemaFormat {
  /// What a schema's text calls itself and others, told without those others.
  public struct TextNames: Hashable, Sendable {
    /// A use of another schema.
    public struct Use: Hashable, Sendable {
      /// What `$ref` says, without fragment.
      public var reference: String
      /// The URI that this is from the schema's own.
      public var uri: String
    }

    /// The schema's own URI; nil if it gives itself none.
    public fileprivate(set) var identifier: String?
    /// The schemas that are none of this text's own parts, in the order of the text.
    public fileprivate(set) var used: [Use] = []
  }

  /// The names in a text; none of one that is no JSON schema.
  public static func names(in text: String) -> TextNames {
    guard let value = try? JSONParser.parse(text), case .object(let root) = value else { return TextNames() }
    let draft = JSONSchemaDraft(statedBy: value) ?? .assumed
    let own = root[draft.identifierKeyword]?.string.map { URIReference($0).withoutFragment }
    let base = URIReference(own ?? SchemaResources.assumedURI)
    var names = TextNames(identifier: own)
    var parts: Set<String> = []
    var seen: Set<String> = []
    var waiting = [value]
    while let next = waiting.popLast() {
      guard case .object(let object) = next else { continue }
      if let part = object[draft.identifierKeyword]?.string {
        parts.insert(URIReference(part).resolved(against: base).withoutFragment)
      }
      if let text = object["$ref"]?.string, case let reference = URIReference(text).withoutFragment, !reference.isEmpty,
        seen.insert(reference).inserted
      {
        names.used.append(.init(reference: reference, uri: URIReference(reference).resolved(against: base).description))
      }
      for member in object.members.reversed() {
        guard let shape = SubschemaKeyword.shape(of: member.key, in: draft) else { continue }
        waiting += schemas(in: member.value, as: shape).reversed()
      }
    }
    names.used.removeAll { parts.contains($0.uri) }
    return names
  }

  private static func schemas(in value: JSONValue, as shape: SubschemaKeyword.Shape) -> [JSONValue] {
    switch shape {
    case .schema: [value]
    case .schemas: value.array ?? []
    case .schemaOrSchemas: value.array ?? [value]
    case .members: value.object?.members.map(\.value) ?? []
    }
  }
}
