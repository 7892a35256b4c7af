import Testing

@testable import JSONSchema

@Suite struct BipartiteMatchingTests {
  @Test("a choice that is in the way of another is changed")
  func changes() throws {
    var matching = BipartiteMatching(left: 3, right: 3)
    for (left, right) in [(0, 0), (0, 1), (1, 0), (2, 1), (2, 2), (1, 1)] { matching.connect(left, right) }
    let partners = matching.maximum { _ in }
    #expect(partners.compactMap(\.self).count == 3)
    #expect(Set(partners.compactMap(\.self)).count == 3)
  }

  @Test("as many are paired as a plain search finds", arguments: 0..<60)
  func random(seed: Int) throws {
    var state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 | 1
    func next(_ bound: Int) -> Int {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return Int(state % UInt64(bound))
    }
    let (left, right) = (1 + next(8), 1 + next(8))
    var edges = Array(repeating: [Int](), count: left)
    var matching = BipartiteMatching(left: left, right: right)
    for one in 0..<left {
      for other in 0..<right where next(3) == 0 {
        edges[one].append(other)
        matching.connect(one, other)
      }
    }
    let partners = matching.maximum { _ in }
    for (one, other) in partners.enumerated() { #expect(other.map { edges[one].contains($0) } ?? true) }
    let found = partners.compactMap(\.self)
    #expect(Set(found).count == found.count)
    #expect(found.count == Self.largest(edges[...], []))
  }

  private static func largest(_ edges: ArraySlice<[Int]>, _ taken: Set<Int>) -> Int {
    guard let first = edges.first else { return 0 }
    let rest = edges.dropFirst()
    return first.filter { !taken.contains($0) }.map { 1 + largest(rest, taken.union([$0])) }.max().map {
      max($0, largest(rest, taken))
    } ?? largest(rest, taken)
  }
}
