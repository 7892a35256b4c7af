public import ArgumentParser
import BackupStorage
import PostgresStorage
import Registry
import SQLiteStorage
public import ServerSettings

extension StoreLocation: ExpressibleByArgument {
  public init?(argument: String) { self.init(argument) }

  public var defaultValueDescription: String { description }
}

extension StoreLocation {
  /// Opens the store.
  ///
  /// - Throws: `StoreError`; for a store in memory that is only to be read `.unavailable`, as there is none.
  func open(_ access: StoreAccess = .full) async throws(StoreError) -> any RegistryStore {
    switch self {
    case .sqlite(let path): return try SQLiteStore(path: path, access: access)
    case .postgres(let target): return try await PostgresStore(connecting: target, name: description, access: access)
    case .backup(let path): return try await BackupStore(path: path)
    case .memory where access == .full: return MemoryStore()
    case .memory:
      throw .unavailable("a store in memory is gone with its process; name another one: --store sqlite:<file>")
    }
  }

  /// Opens the store for a command that is about stores, for which one that cannot be used is wrong input.
  func opened(_ access: StoreAccess) async throws(CommandFailure) -> any RegistryStore {
    do throws(StoreError) {
      return try await open(access)
    } catch {
      throw CommandFailure(.usage, error.description)
    }
  }
}

extension ListenAddress: ExpressibleByArgument {
  public init?(argument: String) { self.init(argument) }

  public var defaultValueDescription: String { description }
}
