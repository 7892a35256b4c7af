/// The number of a version within its subject: 1 and up.
public struct SchemaVersion: RawRepresentable, Hashable, Comparable, Sendable, CustomStringConvertible {
  /// The number.
  public let rawValue: Int32

  public init(rawValue: Int32) {
    self.rawValue = rawValue
  }

  public var description: String { String(rawValue) }

  public static func < (left: SchemaVersion, right: SchemaVersion) -> Bool { left.rawValue < right.rawValue }
}

/// Which version of a subject is meant: a number, or the highest one that is not deleted.
public enum VersionSelector: Hashable, Sendable, CustomStringConvertible {
  case number(SchemaVersion)
  case latest

  /// Reads a number from 1 to 2^31-1, `-1` or `latest` in any case; anything else is not a version.
  public init?(_ text: String) {
    let trimmed = text.drop { $0 == " " }
    let word = String(trimmed.reversed().drop { $0 == " " }.reversed())
    if word.lowercased() == "latest" || word == "-1" {
      self = .latest
    } else if let number = Int32(word), number > 0 {
      self = .number(SchemaVersion(rawValue: number))
    } else {
      return nil
    }
  }

  public var description: String {
    switch self {
    case .number(let version): version.description
    case .latest: "latest"
    }
  }
}
