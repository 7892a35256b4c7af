import SchemaCore

/// The object model of a whole schema. Nodes name each other by index, as references may lead round in circles.
struct SchemaModel: Sendable {
  private(set) var nodes: [ModelNode]
  let root: Int

  init(nodes: [ModelNode], root: Int) {
    self.nodes = nodes
    self.root = root
  }

  subscript(node: Int) -> ModelNode { nodes[node] }

  /// The node itself, or what it refers to, however often that is a reference again.
  func target(of node: Int) -> Int {
    var node = node
    // Circles were cut when the model was made.
    while case .reference(let target?) = nodes[node].kind { node = target }
    return node
  }

  /// Leaves references that lead only to each other without a target.
  mutating func cutCircles() {
    var isSound = Array(repeating: false, count: nodes.count)
    for start in nodes.indices {
      var path: Set<Int> = []
      var node = start
      while !isSound[node], case .reference(let target?) = nodes[node].kind {
        if !path.insert(node).inserted {
          nodes[node].kind = .reference(nil)
          break
        }
        node = target
      }
      for node in path { isSound[node] = true }
      isSound[start] = true
    }
  }
}

extension SchemaModel {
  /// A place as people write it: in the schema's own text by the pointer alone, elsewhere with the URI.
  func text(of place: SchemaPlace) -> String {
    guard place.document === nodes[root].place.document else { return place.uri }
    return "#" + (place.pointer.isRoot ? "" : place.pointer.description)
  }
}
