/// What a new version of a schema promises to those who read and write other versions.
public enum CompatibilityLevel: String, Hashable, Sendable, CaseIterable, CustomStringConvertible {
  case none = "NONE"
  case backward = "BACKWARD"
  case backwardTransitive = "BACKWARD_TRANSITIVE"
  case forward = "FORWARD"
  case forwardTransitive = "FORWARD_TRANSITIVE"
  case full = "FULL"
  case fullTransitive = "FULL_TRANSITIVE"

  /// Reads a level's name in upper or lower case.
  public init?(name: String) {
    self.init(rawValue: name.uppercased())
  }

  /// In which directions data must be readable, in the order in which they are checked.
  public var directions: [CompatibilityDirection] {
    switch self {
    case .none: []
    case .backward, .backwardTransitive: [.backward]
    case .forward, .forwardTransitive: [.forward]
    case .full, .fullTransitive: [.forward, .backward]
    }
  }

  /// True if every earlier version counts, and not only the latest.
  public var isTransitive: Bool {
    switch self {
    case .none, .backward, .forward, .full: false
    case .backwardTransitive, .forwardTransitive, .fullTransitive: true
    }
  }

  public var description: String { rawValue }
}

/// Who reads whose data.
public enum CompatibilityDirection: String, Hashable, Sendable {
  /// The new schema reads data written with the old one: consumers can be upgraded first.
  case backward
  /// The old schema reads data written with the new one: producers can be upgraded first.
  case forward

  /// What the two schemas are called in messages.
  public var words: (reader: String, writer: String) {
    switch self {
    case .backward: ("new", "old")
    case .forward: ("old", "new")
    }
  }

  /// Whom a finding in this direction keeps from reading what.
  ///
  /// - Parameter earlier: what the earlier schema is called.
  public func breaks(_ earlier: String) -> String {
    switch self {
    case .backward: "consumers that move to the new schema cannot read what was written with \(earlier)"
    case .forward: "consumers that stay on \(earlier) cannot read what producers write with the new schema"
    }
  }
}
