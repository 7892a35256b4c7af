extension SchemaDifference {
  /// Compares two versions of a part.
  ///
  /// Parts belong together by their names, then by what the new one says it was called, then by their identity.
  public init(from old: SchemaElement, to new: SchemaElement, effects: [Effect] = []) {
    var compared = SchemaDifference(old, new, within: nil)
    compared.attach(effects)
    compared.prune()
    self = compared
  }

  private init(_ old: SchemaElement, _ new: SchemaElement, within parent: String?) {
    kind = new.kind
    name = new.name
    path = Self.path(of: new, within: parent)
    oldSummary = old.summary
    newSummary = new.summary
    places = (old.paths, new.paths)
    if !Self.isEqual(old.name, new.name) { details.append(Detail("name", old: old.name, new: new.name)) }
    change = details.isEmpty ? .none : .renamed
    if old.kind != new.kind { details.append(Detail("kind", old: old.kind, new: new.kind)) }
    details += Self.changes(old.attributes, new.attributes)
    if change == .none, !details.isEmpty { change = .changed }
    compareChildren(old, new)
  }

  private init(_ only: SchemaElement, _ change: Change, within parent: String?) {
    kind = only.kind
    name = only.name
    path = Self.path(of: only, within: parent)
    self.change = change
    if change == .added {
      newSummary = only.summary
      places.new = only.paths
    } else {
      oldSummary = only.summary
      places.old = only.paths
    }
    children = only.children.map { SchemaDifference($0, change, within: path) }
  }

  private static func path(of element: SchemaElement, within parent: String?) -> String {
    guard let parent else { return "" }
    return parent.isEmpty ? element.name : "\(parent).\(element.name)"
  }

  private static func changes(_ old: [SchemaElement.Attribute], _ new: [SchemaElement.Attribute]) -> [Detail] {
    let before = Dictionary(old.map { ($0.name, $0.text) }, uniquingKeysWith: { first, _ in first })
    var remaining = before
    var details: [Detail] = []
    for attribute in new {
      remaining[attribute.name] = nil
      let text = before[attribute.name]
      if let text, isEqual(text, attribute.text) { continue }
      details.append(Detail(attribute.name, old: text, new: attribute.text))
    }
    return details
      + old.filter { remaining[$0.name] != nil }.map { Detail($0.name, old: $0.text, new: nil) }
  }

  private static func isEqual(_ left: String, _ right: String) -> Bool { ExactText(left) == ExactText(right) }
}

extension SchemaDifference {
  private mutating func compareChildren(_ old: SchemaElement, _ new: SchemaElement) {
    let partners = SchemaElementMatching.partners(of: new.children, in: old.children)
    let stayed = old.isOrdered && new.isOrdered ? SchemaElementMatching.inOrder(partners) : []
    var matched = Set<Int>()
    for partner in partners { if let partner { matched.insert(partner) } }
    /// Those that are gone, by the one in front of them that is still there.
    var gone: [Int: [SchemaDifference]] = [:]
    var last = -1
    for (index, child) in old.children.enumerated() {
      if matched.contains(index) {
        last = index
      } else {
        gone[last, default: []].append(SchemaDifference(child, .removed, within: path))
      }
    }
    children = gone[-1] ?? []
    for (index, child) in new.children.enumerated() {
      guard let partner = partners[index] else {
        children.append(SchemaDifference(child, .added, within: path))
        continue
      }
      var difference = SchemaDifference(old.children[partner], child, within: path)
      if old.isOrdered, new.isOrdered, !stayed.contains(index) {
        difference.details.append(Detail("position", old: String(partner + 1), new: String(index + 1)))
        if difference.change == .none { difference.change = .moved }
      }
      children.append(difference)
      children += gone[partner] ?? []
    }
  }

  /// Leaves out what is the same and has nothing in it that differs.
  private mutating func prune() {
    for index in children.indices { children[index].prune() }
    children.removeAll(where: \.isEmpty)
  }
}
