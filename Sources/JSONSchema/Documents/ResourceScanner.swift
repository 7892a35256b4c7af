import SchemaCore

/// Finds the URIs and plain names that a document gives to its parts.
///
/// Only where a keyword holds schemas: an `$id` in an `enum` is data.
struct ResourceScanner {
  let draft: JSONSchemaDraft
  private(set) var resources: [SchemaResource]

  private struct Visit {
    var value: JSONValue
    var pointer: JSONPointer
    var resource: Int
  }

  init(draft: JSONSchemaDraft, root: SchemaResource) {
    self.draft = draft
    resources = [root]
  }

  mutating func scan(_ root: JSONValue) throws(SchemaError) {
    // A list of what is to be visited instead of calls in calls: texts may be deep, and stacks are small.
    var visits = [Visit(value: root, pointer: .root, resource: 0)]
    while let visit = visits.popLast() {
      guard case .object(let object) = visit.value else { continue }
      let resource = try enter(object, at: visit)
      for member in object {
        guard let shape = SubschemaKeyword.shape(of: member.key, in: draft) else { continue }
        Self.add(member.value, as: shape, at: visit.pointer.appending(member.key), resource, to: &visits)
      }
    }
  }

  private static func add(
    _ value: JSONValue, as shape: SubschemaKeyword.Shape, at pointer: JSONPointer, _ resource: Int,
    to visits: inout [Visit]
  ) {
    switch (shape, value) {
    case (.schema, .object), (.schemaOrSchemas, .object):
      visits.append(Visit(value: value, pointer: pointer, resource: resource))
    case (.schemas, .array(let elements)), (.schemaOrSchemas, .array(let elements)):
      for (index, element) in elements.enumerated() {
        guard case .object = element else { continue }
        visits.append(Visit(value: element, pointer: pointer.appending(index), resource: resource))
      }
    case (.members, .object(let object)):
      for member in object {
        guard case .object = member.value else { continue }
        visits.append(Visit(value: member.value, pointer: pointer.appending(member.key), resource: resource))
      }
    default: break
    }
  }

  /// Reads the names that a schema gives itself, and returns the resource that it belongs to.
  private mutating func enter(_ object: JSONObject, at visit: Visit) throws(SchemaError) -> Int {
    // Up to draft 7, a reference is alone in its object.
    if !draft.readsBesideReferences, case .string? = object["$ref"] { return visit.resource }
    var number = visit.resource
    if let identifier = try name(draft.identifierKeyword, in: object, at: visit) {
      let reference = URIReference(identifier)
      let fragment = reference.fragment ?? ""
      if !draft.readsBesideReferences, identifier.hasPrefix("#") {
        if !fragment.hasPrefix("/") { try add(anchor: fragment, to: number, at: visit) }
        return number
      }
      var uri = reference.resolved(against: URIReference(resources[number].uri))
      uri.fragment = nil
      if visit.pointer.isRoot {
        resources[0].uri = uri.description
      } else {
        number = resources.count
        resources.append(SchemaResource(uri: uri.description, pointer: visit.pointer))
      }
      if !draft.readsBesideReferences, !fragment.isEmpty { try add(anchor: fragment, to: number, at: visit) }
    }
    guard draft.readsBesideReferences else { return number }
    if let anchor = try name("$anchor", in: object, at: visit) { try add(anchor: anchor, to: number, at: visit) }
    if draft == .draft2020, let anchor = try name("$dynamicAnchor", in: object, at: visit) {
      try add(anchor: anchor, to: number, at: visit)
      resources[number].dynamicAnchors.insert(anchor)
    }
    if draft == .draft2019, case .bool(true)? = object["$recursiveAnchor"],
      visit.pointer == resources[number].pointer
    {
      resources[number].isRecursiveAnchor = true
    }
    return number
  }

  private func name(
    _ keyword: String, in object: JSONObject, at visit: Visit
  ) throws(SchemaError) -> String? {
    switch object[keyword] {
    case .string(let text): return text
    case nil: return nil
    case let other?:
      throw SchemaError(
        .invalid, "\(keyword) must be a string, and is \(other.kindName)", path: visit.pointer.appending(keyword))
    }
  }

  private mutating func add(anchor: String, to number: Int, at visit: Visit) throws(SchemaError) {
    if let other = resources[number].anchors.updateValue(visit.pointer, forKey: anchor), other != visit.pointer {
      throw SchemaError(
        .invalid, "the name \(anchor) is given twice within one resource: here, and at \(other)", path: visit.pointer)
    }
  }
}
