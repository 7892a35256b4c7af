import RegistryClient
import Testing

@Suite struct SecondChanceCacheTests {
  @Test("what was used since the last round outlives what was not")
  func eviction() {
    var cache = SecondChanceCache<String, Int>(capacity: 3)
    for (number, key) in ["a", "b", "c"].enumerated() { cache.insert(number, for: key) }
    _ = cache.value(for: "a")
    cache.insert(3, for: "d")
    #expect(cache.value(for: "b") == nil)
    #expect(cache.value(for: "a") == 0)
    #expect(cache.value(for: "d") == 3)
    #expect(cache.count == 3)
  }

  @Test("costs are counted, and what costs more than everything is not kept")
  func costs() {
    var cache = SecondChanceCache<String, Int>(capacity: 10)
    cache.insert(1, for: "a", cost: 6)
    cache.insert(2, for: "a", cost: 4)
    cache.insert(3, for: "b", cost: 6)
    #expect(cache.totalCost == 10)
    cache.insert(4, for: "c", cost: 7)
    #expect(cache.count == 1)
    cache.insert(5, for: "d", cost: 11)
    #expect(cache.value(for: "d") == nil)
    #expect(cache.totalCost == 7)
  }

  @Test("every key that is kept leads to its own value, whatever came and went")
  func consistency() {
    var cache = SecondChanceCache<Int, Int>(capacity: 16)
    var random = SystemRandomNumberGenerator()
    for _ in 0..<5000 {
      let key = Int.random(in: 0..<40, using: &random)
      switch Int.random(in: 0..<4, using: &random) {
      case 0: cache.remove(key)
      case 1: cache.insert(key * 3, for: key, cost: 1 + key % 5)
      default: #expect(cache.value(for: key).map { $0 == key * 3 } != false)
      }
      #expect(cache.totalCost <= 16)
    }
  }
}
