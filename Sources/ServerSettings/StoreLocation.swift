/// Where a registry keeps its log.
public enum StoreLocation: Hashable, Sendable, CustomStringConvertible {
  /// An SQLite file.
  case sqlite(path: String)
  /// Nowhere: gone with the process.
  case memory

  /// Reads `sqlite:<file>` or `memory`; nil for anything else.
  public init?(_ text: String) {
    if text == "memory" {
      self = .memory
    } else if text.hasPrefix("sqlite:"), text.utf8.count > 7 {
      self = .sqlite(path: String(text.dropFirst(7)))
    } else {
      return nil
    }
  }

  public var description: String {
    switch self {
    case .sqlite(let path): "sqlite:\(path)"
    case .memory: "memory"
    }
  }
}
