import SchemaCore

/// The text of a schema, read: what resources there are in it.
public final class SchemaDocument: Sendable {
  /// Where it is known to be, without fragment; what its root's own URI is relative to.
  public let uri: String
  /// The draft that it is read by.
  public let draft: JSONSchemaDraft
  let value: JSONValue
  /// The first is the root.
  let resources: [SchemaResource]
  private let numbers: [JSONPointer: Int]

  /// - Throws: `SchemaError` if a URI or a name in it is not as it must be.
  init(_ value: JSONValue, uri: String, draft: JSONSchemaDraft) throws(SchemaError) {
    self.uri = uri
    self.value = value
    self.draft = draft
    var scanner = ResourceScanner(draft: draft, root: SchemaResource(uri: uri, pointer: .root))
    try scanner.scan(value)
    resources = scanner.resources
    var numbers: [JSONPointer: Int] = [:]
    for (number, resource) in resources.enumerated().dropFirst() { numbers[resource.pointer] = number }
    self.numbers = numbers
  }

  /// The whole text.
  public var root: SchemaPlace { SchemaPlace(document: self, pointer: .root, value: value, resource: 0) }

  /// The resource other than the first that begins at the place; nil if none does.
  func resourceNumber(beginningAt pointer: JSONPointer) -> Int? { numbers.isEmpty ? nil : numbers[pointer] }

  /// Where a resource begins.
  func root(ofResource number: Int) -> SchemaPlace? { root[resources[number].pointer.tokens] }
}
