import Kafka
import Registry

/// The topic that holds the log: made where it is missing, and looked at before it is used.
struct LogTopic {
  /// What is worth knowing, and no reason to stop.
  private(set) var warnings: [String] = []
  /// Whether the topic keeps every record.
  private(set) var isWhole = true

  /// Nothing is ever taken out of the log. A record may be a schema of 1 MiB in JSON, where some characters take several.
  private static let settings = [
    "cleanup.policy": "delete", "retention.ms": "-1", "retention.bytes": "-1", "max.message.bytes": "8388608",
    "message.timestamp.type": "CreateTime",
  ]

  private let topic: String
  private let name: String

  /// Looks at the topic.
  ///
  /// - Parameters:
  ///   - replicas: how many brokers are to hold a topic that is made; nil is three, or as many as there are.
  ///   - checksSettings: whether its settings are asked for.
  ///   - isRead: whether it is only to be read: it is not made then, and may have any settings.
  /// - Throws: `StoreError.unavailable` with what to do.
  init(
    _ topic: String, _ configuration: KafkaConfiguration, name: String, replicas: Int32?, isRead: Bool,
    checksSettings: Bool
  ) async throws(StoreError) {
    self.topic = topic
    self.name = name
    let admin = KafkaAdmin(configuration)
    do throws(KafkaError) {
      var description = try await admin.description(of: topic)
      if description == nil && !isRead {
        try await create(admin, replicas)
        description = try await admin.description(of: topic)
      }
      guard let description else {
        throw KafkaError(code: .unknownTopicOrPartition, message: "there is no topic \(topic)")
      }
      try check(description, isRead: isRead)
      try check(checksSettings ? await settings(admin) : nil, isRead: isRead)
    } catch {
      throw .unavailable("\(name): \(error.message)")
    }
  }

  private func create(_ admin: KafkaAdmin, _ replicas: Int32?) async throws(KafkaError) {
    let count: Int32
    if let replicas { count = replicas } else { count = min(3, try await admin.brokerCount()) }
    var settings = Self.settings
    // An acknowledged record is on two brokers, and the loss of one keeps nobody from writing.
    if count >= 3 { settings["min.insync.replicas"] = "2" }
    do throws(KafkaError) {
      try await admin.createTopic(topic, partitions: 1, replicationFactor: count, settings: settings)
    } catch  where error.code == .topicAlreadyExists {
      // Another node was first.
    } catch {
      throw KafkaError(
        code: error.code,
        message: "there is no topic \(topic), and it cannot be created: \(error.message). Create it with one partition "
          + "and \(Self.text(settings))")
    }
  }

  private mutating func check(_ description: KafkaTopicDescription, isRead: Bool) throws(KafkaError) {
    guard description.partitionCount == 1 else {
      throw refusal(
        "topic \(topic) has \(description.partitionCount) partitions, and the records of a log stand in one; name "
          + "another topic, which is created if it is missing")
    }
    if description.replicaCount == 1 && !isRead {
      warnings.append("topic \(topic) is on one broker: with its disk the registry is lost")
    }
  }

  /// - Returns: nil if the brokers do not tell.
  private mutating func settings(_ admin: KafkaAdmin) async throws(KafkaError) -> [String: String]? {
    do {
      return try await admin.settings(of: topic)
    } catch  where error.isUnreachable && error.code != .timedOut {
      throw error
    } catch {
      warnings.append("the settings of topic \(topic) cannot be checked: \(error.message)")
      return nil
    }
  }

  private mutating func check(_ settings: [String: String]?, isRead: Bool) throws(KafkaError) {
    let policies = settings?["cleanup.policy"]?.split(separator: ",").map { $0.trimming(" ") } ?? []
    // Where nobody tells, a topic to be read may be that of another registry, which compacts it.
    isWhole = settings == nil ? !isRead : !policies.contains("compact")
    if isRead { return }
    if !isWhole {
      throw refusal(
        "topic \(topic) is compacted (cleanup.policy=\(settings?["cleanup.policy"] ?? "")), which could take the record "
          + "away that counts and leave one that lost against it; take it over with `martlet store copy --from \(name) "
          + "--to kafka://<host:port>/<another topic>`")
    }
    for setting in ["retention.ms", "retention.bytes"] {
      guard let value = settings?[setting], value != "-1", policies.contains("delete") else { continue }
      throw refusal(
        "topic \(topic) forgets its oldest records (\(setting)=\(value)), and with them schemas; set \(setting)=-1, as "
          + "by `kafka-configs.sh --alter --entity-type topics --entity-name \(topic) --add-config \(setting)=-1`")
    }
  }

  private func refusal(_ message: String) -> KafkaError { KafkaError(code: .invalidArgument, message: message) }

  private static func text(_ settings: [String: String]) -> String {
    settings.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: ", ")
  }
}

extension Substring {
  fileprivate func trimming(_ character: Character) -> Substring {
    var text = drop { $0 == character }
    while text.last == character { text.removeLast() }
    return text
  }
}
