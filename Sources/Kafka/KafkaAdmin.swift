import CKafka

/// Looks after topics. Each call makes a client of its own and ends it, so there is nothing to close.
public struct KafkaAdmin: Sendable {
  private let configuration: KafkaConfiguration

  public init(_ configuration: KafkaConfiguration) {
    self.configuration = configuration
  }

  /// How many partitions a topic has.
  ///
  /// - Throws: `unknownTopicOrPartition` (unless the broker creates topics that are asked for); unreachable brokers,
  ///   after the request timeout; a wrong configuration.
  public func partitionCount(of topic: String) async throws(KafkaError) -> Int32 {
    try await withClient { client throws(KafkaError) in try client.partitionCount(of: topic) }
  }

  /// Creates a topic.
  ///
  /// - Parameter replicationFactor: how many brokers hold each partition; `nil` leaves it to the broker.
  /// - Parameter settings: the topic's settings by Kafka's names ("Topic Configs"), such as `retention.ms`.
  /// - Throws: `topicAlreadyExists`; what else the broker answers; unreachable brokers, after the request timeout.
  public func createTopic(
    _ topic: String, partitions: Int32 = 1, replicationFactor: Int32? = nil, settings: [String: String] = [:]
  ) async throws(KafkaError) {
    try await withClient { client throws(KafkaError) in
      try client.requireReachable { false }
      let request = try TopicCreation(topic, partitions, replicationFactor ?? -1, settings)
      defer { request.destroy() }
      try request.perform(with: client)
    }
  }

  /// Deletes a topic with all its records.
  ///
  /// - Throws: `unknownTopicOrPartition`; what else the broker answers; unreachable brokers, after the request timeout.
  public func deleteTopic(_ topic: String) async throws(KafkaError) {
    try await withClient { client throws(KafkaError) in
      try client.requireReachable { false }
      try TopicDeletion.perform(of: topic, with: client)
    }
  }

  /// What the brokers say about a topic, which is not created by the question; nil if there is none, or none that this
  /// client may see.
  ///
  /// - Throws: unreachable brokers, after the request timeout; a wrong configuration.
  public func description(of topic: String) async throws(KafkaError) -> KafkaTopicDescription? {
    try await withClient { client throws(KafkaError) in try client.description(of: topic) }
  }

  /// How many brokers the cluster has.
  ///
  /// - Throws: unreachable brokers, after the request timeout; a wrong configuration.
  public func brokerCount() async throws(KafkaError) -> Int32 {
    try await withClient { client throws(KafkaError) in try client.metadata { $0.broker_cnt } }
  }

  /// A topic's settings by Kafka's names ("Topic Configs"), those by default too.
  ///
  /// - Throws: `topicAuthorizationFailed` and `unsupportedFeature`, where the brokers do not tell them; unreachable
  ///   brokers, after the request timeout; a wrong configuration.
  public func settings(of topic: String) async throws(KafkaError) -> [String: String] {
    try await withClient { client throws(KafkaError) in
      try client.requireReachable { false }
      return try TopicSettings.read(of: topic, with: client)
    }
  }

  private func withClient<Success: Sendable>(
    _ body: @escaping @Sendable (ClientHandle) throws(KafkaError) -> Success
  ) async throws(KafkaError) -> Success {
    let configuration = self.configuration
    return try await BlockingWork.run("martlet.kafka.admin") { () throws(KafkaError) in
      let client = try ClientHandle(reading: configuration)
      defer { client.destroy() }
      return try body(client)
    }
  }
}
