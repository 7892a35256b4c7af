public import SchemaCore

/// One schema, or what is taken as one, and where it stands.
public struct SchemaPlace: Hashable, Sendable {
  /// The text that it is in.
  public let document: SchemaDocument
  /// Where in the text.
  public let pointer: JSONPointer
  /// What stands there.
  public let value: JSONValue
  /// Which of the document's resources it belongs to.
  let resource: Int

  init(document: SchemaDocument, pointer: JSONPointer, value: JSONValue, resource: Int) {
    self.document = document
    self.pointer = pointer
    self.value = value
    self.resource = resource
  }

  /// The URI that references here are relative to, without fragment.
  public var baseURI: String { document.resources[resource].uri }

  /// What stands in the member or at the index; nil if nothing does.
  public subscript(_ token: String) -> SchemaPlace? {
    let child: JSONValue?
    switch value {
    case .object(let object): child = object[token]
    case .array(let elements): child = Int(token).flatMap { elements.indices.contains($0) ? elements[$0] : nil }
    default: child = nil
    }
    guard let child else { return nil }
    let pointer = pointer.appending(token)
    let resource = document.resourceNumber(beginningAt: pointer) ?? resource
    return SchemaPlace(document: document, pointer: pointer, value: child, resource: resource)
  }

  /// What stands at the end of a path; nil if nothing does.
  public subscript(_ path: [String]) -> SchemaPlace? {
    path.reduce(self as SchemaPlace?) { place, token in place?[token] }
  }

  /// The place as a URI with a JSON pointer, from the resource that it is in.
  public var uri: String {
    let resource = document.resources[resource]
    let tokens = pointer.tokens.dropFirst(resource.pointer.tokens.count)
    return resource.uri + "#" + (tokens.isEmpty ? "" : JSONPointer(Array(tokens)).description)
  }

  // A document is known by which it is: its text need not be compared.
  public static func == (left: Self, right: Self) -> Bool {
    left.document === right.document && left.pointer == right.pointer
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(ObjectIdentifier(document))
    hasher.combine(pointer)
  }
}
