import SchemaCore

/// What stands in front of a declaration, a type or a name: documentation, and annotations such as `@order("ignore")`.
struct IDLAnnotations {
  struct Annotation {
    var name: String
    var value: PlacedJSON
    /// Where its name begins.
    var offset: Int
  }

  var documentation: String?
  private(set) var all: [Annotation] = []

  /// Where the first annotation begins; nil if there is none.
  var offset: Int? { all.first?.offset }

  /// The text of `@namespace`.
  var namespace: String? { self["namespace"]?.json.string }

  /// The value of the annotation of this name; of several the last.
  subscript(name: String) -> PlacedJSON? {
    all.last { $0.name == name }?.value
  }

  mutating func append(_ annotation: Annotation) {
    all.append(annotation)
  }

  /// The documentation as an attribute, for declarations and fields.
  func documentationMember(at offset: Int) -> [(key: String, value: PlacedJSON)] {
    documentation.map { [(key: "doc", value: PlacedJSON(.string($0), at: offset))] } ?? []
  }

  /// The annotations as attributes.
  func members(except handled: Set<String> = []) -> [(key: String, value: PlacedJSON)] {
    all.filter { !handled.contains($0.name) }.map { (key: $0.name, value: $0.value) }
  }
}
