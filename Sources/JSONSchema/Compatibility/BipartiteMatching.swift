/// Pairs as many of two groups as possible, where each may be paired with some of the other group and only once
/// (Hopcroft and Karp).
struct BipartiteMatching {
  private var edges: [[Int]]
  private let rightCount: Int

  init(left: Int, right: Int) {
    edges = Array(repeating: [], count: left)
    rightCount = right
  }

  /// Allows a pair.
  mutating func connect(_ left: Int, _ right: Int) { edges[left].append(right) }

  /// The partner of each on the left, or nil.
  ///
  /// - Parameter spend: called with how much work was done; what it throws ends the search.
  func maximum<Failure: Error>(_ spend: (Int) throws(Failure) -> Void) throws(Failure) -> [Int?] {
    var partners: [Int?] = Array(repeating: nil, count: edges.count)
    var owners: [Int?] = Array(repeating: nil, count: rightCount)
    // Most find theirs at once.
    for left in edges.indices {
      guard let right = edges[left].first(where: { owners[$0] == nil }) else { continue }
      partners[left] = right
      owners[right] = left
    }
    while let levels = levels(partners, owners) {
      try spend(edges.count + rightCount)
      augment(&partners, &owners, levels)
    }
    return partners
  }

  /// How far each on the left is from one that has no partner, over partners that might change; nil if nobody can be
  /// helped.
  private func levels(_ partners: [Int?], _ owners: [Int?]) -> [Int?]? {
    var levels: [Int?] = Array(repeating: nil, count: edges.count)
    var queue = edges.indices.filter { partners[$0] == nil }
    for left in queue { levels[left] = 0 }
    var isFound = false
    var next = 0
    while next < queue.count {
      let left = queue[next]
      next += 1
      for right in edges[left] {
        guard let owner = owners[right] else {
          isFound = true
          continue
        }
        if levels[owner] == nil {
          levels[owner] = (levels[left] ?? 0) + 1
          queue.append(owner)
        }
      }
    }
    return isFound ? levels : nil
  }

  /// Changes partners along shortest ways that end at somebody free. The stack of the search is explicit.
  private func augment(_ partners: inout [Int?], _ owners: inout [Int?], _ levels: [Int?]) {
    var levels = levels
    var places = Array(repeating: 0, count: edges.count)
    for start in edges.indices where partners[start] == nil {
      var path = [start]
      while let left = path.last {
        guard places[left] < edges[left].count else {
          // A dead end for everybody.
          levels[left] = nil
          path.removeLast()
          continue
        }
        let right = edges[left][places[left]]
        places[left] += 1
        guard let owner = owners[right] else {
          for left in path.reversed() {
            // Each takes the one that it looked at last.
            let right = edges[left][places[left] - 1]
            partners[left] = right
            owners[right] = left
          }
          break
        }
        if let level = levels[left], levels[owner] == level + 1 { path.append(owner) }
      }
    }
  }
}
