import Synchronization

/// A number that many threads count.
final class Counter: Sendable {
  private let count = Atomic(0)

  var value: Int { count.load(ordering: .relaxed) }

  func add(_ number: Int = 1) { count.add(number, ordering: .relaxed) }
}
