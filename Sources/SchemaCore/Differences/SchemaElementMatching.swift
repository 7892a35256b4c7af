/// Tells which parts of two versions belong together.
enum SchemaElementMatching {
  private struct Key: Hashable {
    var role: String
    var text: ExactText

    init(_ element: SchemaElement, _ text: String) {
      role = element.role
      self.text = ExactText(text)
    }
  }

  /// For each new part the index of the old one that it was; nil for one that was not there.
  static func partners(of new: [SchemaElement], in old: [SchemaElement]) -> [Int?] {
    var partners = [Int?](repeating: nil, count: new.count)
    var taken = Set<Int>()
    func match(_ oldKey: (SchemaElement) -> String?, _ newKeys: (SchemaElement) -> [String]) {
      var places: [Key: Int] = [:]
      for (index, element) in old.enumerated() where !taken.contains(index) {
        if let text = oldKey(element) { places[Key(element, text)] = places[Key(element, text)] ?? index }
      }
      for (index, element) in new.enumerated() where partners[index] == nil {
        for text in newKeys(element) {
          guard let place = places[Key(element, text)], taken.insert(place).inserted else { continue }
          partners[index] = place
          break
        }
      }
    }
    match(\.name) { [$0.name] }
    match(\.name) { $0.aliases }
    match(\.identity) { $0.identity.map { [$0] } ?? [] }
    return partners
  }

  /// The new parts that stand in the order of the old ones: the most of them that do, so that the rest has moved.
  static func inOrder(_ partners: [Int?]) -> Set<Int> {
    /// The last part of the best row of each length, and for each part the one in front of it in its row.
    var ends: [Int] = []
    var previous = [Int?](repeating: nil, count: partners.count)
    for (index, partner) in partners.enumerated() {
      guard let partner else { continue }
      var low = 0
      var high = ends.count
      while low < high {
        let middle = (low + high) / 2
        if (partners[ends[middle]] ?? 0) < partner { low = middle + 1 } else { high = middle }
      }
      previous[index] = low > 0 ? ends[low - 1] : nil
      if low == ends.count { ends.append(index) } else { ends[low] = index }
    }
    var row = Set<Int>()
    var next = ends.last
    while let index = next {
      row.insert(index)
      next = previous[index]
    }
    return row
  }
}
