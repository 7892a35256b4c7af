/// A bounded store of values by keys. Where there is no room, what was not asked for since the last round goes first
/// (the clock algorithm, an approximation of least recently used that a hit pays with one bit).
package struct SecondChanceCache<Key: Hashable & Sendable, Value: Sendable>: Sendable {
  private struct Slot {
    var key: Key
    var value: Value
    var cost: Int
    var wasUsed: Bool
  }

  /// How much may be kept, in the unit of the costs.
  package let capacity: Int
  /// How much is kept.
  package private(set) var totalCost = 0
  private var places: [Key: Int] = [:]
  private var slots: [Slot] = []
  private var hand = 0

  package init(capacity: Int) {
    self.capacity = capacity
  }

  /// How many values are kept.
  package var count: Int { slots.count }

  /// The value under a key, which counts as a use of it.
  package mutating func value(for key: Key) -> Value? {
    guard let place = places[key] else { return nil }
    slots[place].wasUsed = true
    return slots[place].value
  }

  /// Keeps a value, in the place of one that was there. One that costs more than the whole capacity is not kept.
  package mutating func insert(_ value: Value, for key: Key, cost: Int = 1) {
    remove(key)
    guard cost <= capacity else { return }
    while totalCost > capacity - cost { evict() }
    places[key] = slots.count
    slots.append(Slot(key: key, value: value, cost: cost, wasUsed: false))
    totalCost += cost
  }

  /// Forgets a value.
  package mutating func remove(_ key: Key) {
    if let place = places[key] { remove(at: place) }
  }

  private mutating func evict() {
    while true {
      if hand >= slots.count { hand = 0 }
      if !slots[hand].wasUsed { return remove(at: hand) }
      slots[hand].wasUsed = false
      hand += 1
    }
  }

  /// The last slot moves into the gap: no other has to.
  private mutating func remove(at place: Int) {
    totalCost -= slots[place].cost
    places[slots[place].key] = nil
    let last = slots.removeLast()
    if place < slots.count {
      slots[place] = last
      places[last.key] = place
    }
  }
}
