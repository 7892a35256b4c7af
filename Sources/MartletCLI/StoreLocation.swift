import ArgumentParser
import Registry
import SQLiteStorage

/// Where a registry keeps its log.
enum StoreLocation: ExpressibleByArgument, CustomStringConvertible {
  /// An SQLite file.
  case sqlite(path: String)
  /// Nowhere: gone with the process.
  case memory

  init?(argument: String) {
    if argument == "memory" {
      self = .memory
    } else if argument.hasPrefix("sqlite:"), argument.count > 7 {
      self = .sqlite(path: String(argument.dropFirst(7)))
    } else {
      return nil
    }
  }

  /// Opens the store.
  func open() throws(StoreError) -> any RegistryStore {
    switch self {
    case .sqlite(let path): try SQLiteStore(path: path)
    case .memory: MemoryStore()
    }
  }

  var description: String {
    switch self {
    case .sqlite(let path): "sqlite:\(path)"
    case .memory: "memory"
    }
  }

  var defaultValueDescription: String { description }
}
