public import ArgumentParser
import Registry
import SQLiteStorage
public import ServerSettings

extension StoreLocation: ExpressibleByArgument {
  public init?(argument: String) { self.init(argument) }

  public var defaultValueDescription: String { description }

  /// Opens the store.
  func open() throws(StoreError) -> any RegistryStore {
    switch self {
    case .sqlite(let path): try SQLiteStore(path: path)
    case .memory: MemoryStore()
    }
  }
}

extension ListenAddress: ExpressibleByArgument {
  public init?(argument: String) { self.init(argument) }

  public var defaultValueDescription: String { description }
}
