import Registry

extension Progress {
  /// Tells how far a log is done.
  mutating func update(upTo entries: [LogEntry]) {
    if let last = entries.last { update(Int(last.position.next.rawValue)) }
  }
}
