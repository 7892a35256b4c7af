public import ArgumentParser
import BackupStorage
import Glibc
import Kafka
import KafkaStorage
import PostgresStorage
import Registry
import SQLiteStorage
public import ServerSettings

extension StoreLocation {
  /// Reads the value of an option or argument.
  ///
  /// - Throws: `ValidationError`, which says what is wrong with it.
  static func argument(_ text: String) throws -> StoreLocation {
    do {
      return try StoreLocation(text)
    } catch {
      throw ValidationError(error.description)
    }
  }

  /// Opens the store.
  ///
  /// - Throws: `StoreError`; for a store in memory that is only to be read `.unavailable`, as there is none.
  func open(_ access: StoreAccess = .full) async throws(StoreError) -> any RegistryStore {
    switch self {
    case .sqlite(let path): return try SQLiteStore(path: path, access: access)
    case .postgres(let target): return try await PostgresStore(connecting: target, name: description, access: access)
    case .kafka(let location): return try await location.open(access, name: description)
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

extension KafkaLocation {
  /// Opens the store in the topic.
  ///
  /// - Parameters:
  ///   - bookmark: where to begin to read; nil for the beginning.
  ///   - name: what it is called in messages.
  func open(
    _ access: StoreAccess, from bookmark: TopicBookmark? = nil, name: String
  ) async throws(StoreError) -> KafkaStore {
    try await KafkaStore(
      configuration, topic: topic, access: access, replicas: replicas, from: bookmark, name: name)
  }

  /// How clients reach the brokers.
  var configuration: KafkaConfiguration {
    var settings: [String: String] = [:]
    if let user {
      // Who shows a password wants it kept, unless the URL says otherwise.
      settings = ["security.protocol": "sasl_ssl", "sasl.mechanism": "SCRAM-SHA-512", "sasl.username": user]
      settings["sasl.password"] = password ?? getenv("MARTLET_KAFKA_PASSWORD").map { String(cString: $0) }
    }
    settings.merge(properties) { $1 }
    if settings["security.protocol"]?.lowercased().contains("ssl") == true {
      // librdkafka's older versions do not check names.
      settings.merge(["ssl.endpoint.identification.algorithm": "https"]) { given, _ in given }
    }
    // A write that no broker takes is refused after this time, so that whoever sent it can try another node.
    return KafkaConfiguration(bootstrapServers: brokers, deliveryTimeout: .seconds(5), properties: settings)
  }
}

extension ListenAddress: ExpressibleByArgument {
  public init?(argument: String) { self.init(argument) }

  public var defaultValueDescription: String { description }
}
