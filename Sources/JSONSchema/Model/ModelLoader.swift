import SchemaCore

/// Makes the object model of a schema, and checks the keywords on the way, but only of what the root leads to, as the
/// reference implementation does.
struct ModelLoader {
  private let resources: SchemaResources
  private(set) var nodes: [ModelNode] = []
  /// The nodes that are still to be made of the schemas at their places.
  private var pending: [Int] = []
  /// Schemas that are referred to have nodes of their own, which all references share.
  private var targets: [SchemaPlace: Int] = [:]

  /// How many nodes a model may have. Schemas within schemas that are referred to are there once for each.
  static let maximumNodes = 250_000

  private init(_ resources: SchemaResources) {
    self.resources = resources
  }

  /// Makes the model of a document's root.
  ///
  /// - Throws: `SchemaError` with the JSON pointer of the first keyword that is wrong. Its message names the reference
  ///   that it lies in, if it does not lie in the schema's own text.
  static func load(_ resources: SchemaResources) throws(SchemaError) -> SchemaModel {
    var loader = ModelLoader(resources)
    let root = try loader.child(resources.document.root)
    // A list of what is to be done instead of recursion: schemas may be nested deeper than a thread's stack is.
    while let next = loader.pending.popLast() {
      let place = loader.nodes[next].place
      do {
        try loader.load(next, place)
      } catch {
        if place.document === resources.document { throw error }
        throw SchemaError(error.kind, "in the reference \(place.document.uri): \(error)")
      }
    }
    var model = SchemaModel(nodes: loader.nodes, root: root)
    model.cutCircles()
    return model
  }

  private mutating func load(_ node: Int, _ place: SchemaPlace) throws(SchemaError) {
    switch place.value {
    case .bool(let isTrue):
      nodes[node].kind = isTrue ? .always : .never
    case .object(let object):
      let schema = SchemaKeywords(object, place)
      let draft = place.document.draft
      let isModern = draft >= .draft2019
      nodes[node].annotations = try schema.annotations(identifier: draft.identifierKeyword)
      if isModern { nodes[node].annotations.id = nil }
      nodes[node].isConnectBytes = schema.isConnectBytes
      let kinds = isModern ? try modernKinds(schema) : try earlyKinds(schema)
      switch kinds.count {
      case 0: nodes[node].kind = .empty
      case 1: nodes[node].kind = kinds[0]
      default: nodes[node].kind = try combination(.all, of: kinds, in: schema)
      }
    default:
      throw SchemaError(
        .invalid, "a schema must be an object or a boolean, not \(place.value.kindName)", path: place.pointer)
    }
  }

  /// The node of a schema that stands within another.
  mutating func child(_ place: SchemaPlace) throws(SchemaError) -> Int {
    let node = try add(ModelNode(kind: .empty, place: place))
    pending.append(node)
    return node
  }

  /// The same where there may be none.
  mutating func child(_ place: SchemaPlace?) throws(SchemaError) -> Int? {
    guard let place else { return nil }
    return try child(place) as Int
  }

  /// What a reference leads to.
  mutating func reference(_ keyword: String, of schema: SchemaKeywords) throws(SchemaError) -> ModelNode.Kind? {
    guard let reference = try schema.string(keyword) else { return nil }
    guard let place = resources.target(of: reference, from: schema.place) else {
      throw SchemaError(
        .unknownName, "`\(keyword)` leads nowhere: neither the schema nor its references define \"\(reference)\"",
        path: schema.place.pointer.appending(keyword))
    }
    if let node = targets[place] { return .reference(node) }
    let node = try child(place) as Int
    targets[place] = node
    return .reference(node)
  }

  /// `allOf`, `anyOf` or `oneOf`.
  mutating func combined(
    _ criterion: CombinedRules.Criterion, of schema: SchemaKeywords
  ) throws(SchemaError) -> ModelNode.Kind? {
    guard let places = try schema.schemas(criterion.rawValue) else { return nil }
    var rules = CombinedRules(criterion: criterion, members: [], distinct: [])
    var known: Set<JSONValue> = []
    for place in places {
      let node = try child(place) as Int
      rules.members.append(node)
      if places.count == 1 || known.insert(place.value).inserted { rules.distinct.append(node) }
    }
    return .combined(rules)
  }

  /// What several keywords of one schema say together, or the types that it gives to choose from.
  mutating func combination(
    _ criterion: CombinedRules.Criterion, of kinds: [ModelNode.Kind], in schema: SchemaKeywords
  ) throws(SchemaError) -> ModelNode.Kind {
    var members: [Int] = []
    for kind in kinds {
      members.append(try add(ModelNode(kind: kind, place: schema.place, isConnectBytes: schema.isConnectBytes)))
    }
    return .combined(CombinedRules(criterion: criterion, members: members, distinct: members))
  }

  private mutating func add(_ node: ModelNode) throws(SchemaError) -> Int {
    if nodes.count == Self.maximumNodes {
      throw SchemaError(
        .limit, "the schema has more than \(Self.maximumNodes) subschemas with those that it refers to",
        path: node.place.pointer)
    }
    nodes.append(node)
    return nodes.count - 1
  }
}
