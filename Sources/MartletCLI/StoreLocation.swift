public import ArgumentParser
import PostgresStorage
import Registry
import SQLiteStorage
public import ServerSettings

extension StoreLocation: ExpressibleByArgument {
  public init?(argument: String) { self.init(argument) }

  public var defaultValueDescription: String { description }

  /// Opens the store.
  func open() async throws(StoreError) -> any RegistryStore {
    switch self {
    case .sqlite(let path): try SQLiteStore(path: path)
    case .postgres(let target): try await PostgresStore(connecting: target, name: description)
    case .memory: MemoryStore()
    }
  }
}

extension ListenAddress: ExpressibleByArgument {
  public init?(argument: String) { self.init(argument) }

  public var defaultValueDescription: String { description }
}
