import Synchronization

/// Which of several nodes is asked first: the one that answered last, until it fails.
final class NodeOrder: Sendable {
  private let count: Int
  private let preferred = Mutex(0)

  init(count: Int) {
    self.count = count
  }

  /// All nodes, the preferred one first.
  var current: [Int] {
    let first = preferred.withLock { $0 }
    return (0..<count).map { (first + $0) % count }
  }

  /// Prefers the next one, unless somebody else has moved on already.
  func markFailed(_ node: Int) {
    preferred.withLock { preferred in
      if preferred == node { preferred = (node + 1) % count }
    }
  }
}
