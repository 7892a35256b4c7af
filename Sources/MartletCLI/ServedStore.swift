import KafkaStorage
import Logging
import MirroredStorage
import PostgresStorage
import Registry
import SQLiteStorage
import ServerSettings

extension ServerSettings {
  /// Opens the store that is to be served, with this node's copy of it if there is to be one.
  ///
  /// - Throws: `CommandFailure`.
  func openStore(_ logger: Logger) async throws(CommandFailure) -> any RegistryStore {
    if localCopy != nil && !store.isShared {
      throw CommandFailure(
        .usage,
        """
        local-copy: only of a store that nodes share is a copy kept, and \(store) is not; set store to postgres://… or \
        kafka://…, or leave local-copy out
        """)
    }
    do throws(StoreError) {
      guard let localCopy else {
        let store = try await store.open()
        if let store = store as? KafkaStore { Self.warn(of: store) }
        return store
      }
      return try await MirroredStore(
        of: store.description, copy: try await SQLiteCopy(path: localCopy), report: { Self.log($0, logger) },
        open: store.openSource)
    } catch {
      throw CommandFailure(.unreachable, error.description)
    }
  }

  fileprivate static func warn(of store: KafkaStore) {
    for warning in store.warnings { StandardError.print("martlet: warning: \(warning)") }
  }

  private static func log(_ event: MirroredStore.Event, _ logger: Logger) {
    switch event {
    case .isBack: logger.notice("the store is back, and goes on from the local copy: writes are taken again")
    case .copyFails(let error):
      logger.error("the local copy stays behind, and is tried again", metadata: ["reason": "\(error)"])
    case .copyGoesOn: logger.notice("the local copy goes on")
    case .copyIsGivenUp:
      logger.error("too much waits for the local copy: it stays as it is until this node is started again")
    }
  }
}

extension StoreLocation {
  fileprivate var isShared: Bool {
    switch self {
    case .postgres, .kafka: true
    case .sqlite, .backup, .memory: false
    }
  }

  /// Opens a store of which there is a copy.
  fileprivate func openSource(_ bookmark: String?) async throws(StoreError) -> MirroredStore.Source {
    switch self {
    case .postgres(let target):
      return MirroredStore.Source(try await PostgresStore(connecting: target, name: description))
    case .kafka(let location):
      let store = try await location.open(.full, from: bookmark.flatMap { TopicBookmark($0) }, name: description)
      ServerSettings.warn(of: store)
      return MirroredStore.Source(store) { store.bookmark(at: $0)?.description }
    case .sqlite, .backup, .memory:
      throw .unavailable("\(self): is no store that nodes share")
    }
  }
}
