public import SchemaCore

/// A schema with all that it may refer to: its own parts, the schemas that it was registered with, and the schemas of
/// schemas of all drafts. Nothing is ever fetched.
public struct SchemaResources: Sendable {
  /// A schema under the name by which others refer to it.
  public struct Reference: Sendable {
    /// A URI, or one relative to that of the schema that refers to it.
    public var name: String
    public var value: JSONValue

    public init(name: String, value: JSONValue) {
      self.name = name
      self.value = value
    }
  }

  /// The schema itself.
  public let document: SchemaDocument
  /// What each URI without fragment means.
  private var entries: [String: Entry] = [:]

  private struct Entry {
    var document: SchemaDocument
    var resource: Int
  }

  /// What references are relative to in a schema without URI.
  public static let assumedURI = "mem://input"

  /// Reads a schema and what it refers to.
  ///
  /// - Parameter draft: the draft of all schemas that do not name one; if nil, the one that the schema names, or
  ///   `JSONSchemaDraft.assumed`.
  /// - Throws: `SchemaError` if one of them is neither an object nor a boolean, or names its parts wrongly.
  public init(
    _ schema: JSONValue, references: [Reference] = [], draft: JSONSchemaDraft? = nil
  ) throws(SchemaError) {
    let drafts = DraftDetection(references: references, assumed: draft)
    document = try Self.document(schema, uri: Self.assumedURI, draft: drafts.draft(of: schema))
    add(document)
    for reference in references {
      let uris = Self.uris(of: reference.name, in: document)
      do {
        let referenced = try Self.document(
          reference.value, uri: uris[0], draft: drafts.draft(of: reference.value, otherwise: document.draft))
        add(referenced)
        for uri in uris where entries[uri] == nil { entries[uri] = Entry(document: referenced, resource: 0) }
      } catch {
        throw SchemaError(error.kind, "in the reference \(reference.name): \(error)")
      }
    }
  }

  /// The schema that a reference at a place leads to; nil if it leads nowhere.
  ///
  /// - Parameter reference: the value of `$ref`: a URI, or one relative to the place's base, with or without fragment.
  public func target(of reference: String, from place: SchemaPlace) -> SchemaPlace? {
    if reference.utf8.first == UInt8(ascii: "#") {
      // Most references stay where they are.
      let entry = Entry(document: place.document, resource: place.resource)
      return Self.target(ofFragment: String(reference.dropFirst()), in: entry)
    }
    let uri = URIReference(reference).resolved(against: URIReference(place.baseURI))
    guard let entry = entry(for: uri, reference, place) else { return nil }
    return Self.target(ofFragment: uri.fragment ?? "", in: entry)
  }

  private static func target(ofFragment fragment: String, in entry: Entry) -> SchemaPlace? {
    if fragment.isEmpty { return entry.document.root(ofResource: entry.resource) }
    if fragment.hasPrefix("/") || fragment.hasPrefix("%") {
      guard let tokens = URIReference.pointerTokens(ofFragment: fragment) else { return nil }
      return place(of: tokens, in: entry.document, entry.resource)
    }
    guard let name = URIReference.percentDecoded(fragment),
      let pointer = entry.document.resources[entry.resource].anchors[name]
    else { return nil }
    return entry.document.root[pointer.tokens]
  }

  private func entry(for uri: URIReference, _ reference: String, _ place: SchemaPlace) -> Entry? {
    let absolute = uri.withoutFragment
    if absolute == place.baseURI { return Entry(document: place.document, resource: place.resource) }
    if let entry = entries[absolute] ?? entries[URIReference(reference).withoutFragment] { return entry }
    return MetaSchemas.document(at: absolute).map { Entry(document: $0, resource: 0) }
  }

  /// Follows a pointer from the root of a resource. Definitions are found under either of their two names.
  private static func place(of tokens: [String], in document: SchemaDocument, _ resource: Int) -> SchemaPlace? {
    guard let root = document.root(ofResource: resource) else { return nil }
    if let place = root[tokens] { return place }
    guard root.pointer.isRoot, tokens.first == "$defs" else { return nil }
    return root[["definitions"] + tokens.dropFirst()]
  }

  private mutating func add(_ document: SchemaDocument) {
    for (number, resource) in document.resources.enumerated() where entries[resource.uri] == nil {
      entries[resource.uri] = Entry(document: document, resource: number)
    }
  }

  private static func document(
    _ value: JSONValue, uri: String, draft: JSONSchemaDraft
  ) throws(SchemaError) -> SchemaDocument {
    switch value {
    case .object, .bool: return try SchemaDocument(value, uri: uri, draft: draft)
    default:
      throw SchemaError(.invalid, "a schema is an object, or true or false, and this is \(value.kindName)", path: .root)
    }
  }

  /// The URIs that the name of a reference may be written as: as it is, and relative to the schema.
  private static func uris(of name: String, in document: SchemaDocument) -> [String] {
    let reference = URIReference(name)
    return [document.resources[0].uri, assumedURI].map {
      reference.resolved(against: URIReference($0)).withoutFragment
    } + [reference.withoutFragment]
  }
}
