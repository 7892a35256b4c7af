import SchemaCore

extension SchemaSet {
  /// The members in an order in which each uses only those before it, and each version follows the one before. Where
  /// there is a choice, subjects come sorted.
  ///
  /// - Throws: `SetError` of kind `circle` naming the files that lead to each other.
  public func ordered() throws(SetError) -> [Member] {
    var order = ReferenceOrder(self)
    return try order.walk()
  }
}

/// A depth-first walk with a stack of its own: chains of references may be long.
private struct ReferenceOrder {
  private struct Key: Hashable {
    var subject: SubjectName
    var index: Int
  }

  private let set: SchemaSet
  private var done: Set<Key> = []
  private var open: [Key] = []
  private var isOpen: Set<Key> = []
  private var ordered: [SchemaSet.Member] = []

  init(_ set: SchemaSet) {
    self.set = set
  }

  mutating func walk() throws(SetError) -> [SchemaSet.Member] {
    for subject in set.names {
      for index in (set.subjects[subject] ?? []).indices { try visit(Key(subject: subject, index: index)) }
    }
    return ordered
  }

  private mutating func visit(_ start: Key) throws(SetError) {
    var waiting = [(key: start, isFinished: false)]
    while let (key, isFinished) = waiting.popLast() {
      guard let member = set.subjects[key.subject]?[key.index] else { continue }
      if isFinished {
        open.removeLast()
        isOpen.remove(key)
        done.insert(key)
        ordered.append(member)
        continue
      }
      if done.contains(key) { continue }
      if isOpen.contains(key) { throw circle(from: key) }
      open.append(key)
      isOpen.insert(key)
      waiting.append((key, true))
      for needed in needs(of: member, key).reversed() where !done.contains(needed) {
        if isOpen.contains(needed) { throw circle(from: needed) }
        waiting.append((needed, false))
      }
    }
  }

  private func needs(of member: SchemaSet.Member, _ key: Key) -> [Key] {
    var needs = key.index > 0 ? [Key(subject: key.subject, index: key.index - 1)] : []
    for reference in member.references {
      guard let members = set.subjects[reference.subject], let last = members.indices.last else { continue }
      // What is not in the set may be in the registry. A subject's own latest version is the one before.
      let index = reference.version.map { version in members.firstIndex { $0.version == version } ?? last } ?? last
      if reference.subject == key.subject && reference.version == nil && index >= key.index { continue }
      needs.append(Key(subject: reference.subject, index: index))
    }
    return needs
  }

  private func circle(from key: Key) -> SetError {
    let circle = open.drop { $0 != key } + [key]
    let files = circle.compactMap { set.subjects[$0.subject]?[$0.index].path }
    let member = set.subjects[key.subject]?[key.index]
    return SetError(
      .circle, "schemas refer to each other in a circle: \(files.joined(separator: " → "))",
      file: set.configuration.file, at: member?.entry.position)
  }
}
