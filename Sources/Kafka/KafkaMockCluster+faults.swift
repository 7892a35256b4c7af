import CKafka

extension KafkaMockCluster {
  /// A kind of request, by its number in the Kafka protocol ("API Keys").
  public struct Request: RawRepresentable, Hashable, Sendable {
    public let rawValue: Int16

    public init(rawValue: Int16) {
      self.rawValue = rawValue
    }

    public static let produce = Self(rawValue: 0)
    public static let fetch = Self(rawValue: 1)
    public static let metadata = Self(rawValue: 3)
    public static let offsetCommit = Self(rawValue: 8)
    public static let joinGroup = Self(rawValue: 11)
    public static let heartbeat = Self(rawValue: 12)
    public static let endTransaction = Self(rawValue: 26)
  }

  /// Makes the next requests of a kind fail, one with each error. The error ``KafkaError/Code/transport`` breaks the
  /// connection.
  ///
  /// - Throws: `closed`.
  public func pushErrors(_ errors: [KafkaError.Code], for request: Request) throws(KafkaError) {
    let codes = errors.map { rd_kafka_resp_err_t(rawValue: $0.rawValue) }
    try perform("pushing errors") { cluster in
      rd_kafka_mock_push_request_errors_array(cluster, request.rawValue, codes.count, codes)
      return RD_KAFKA_RESP_ERR_NO_ERROR
    }
  }

  /// Answers questions about a topic with an error. Without one, topics come into being when they are asked for.
  ///
  /// - Throws: `closed`.
  public func setError(_ error: KafkaError.Code, ofTopic topic: String) throws(KafkaError) {
    try perform("setting the error of topic \(topic)") { cluster in
      rd_kafka_mock_topic_set_error(cluster, topic, rd_kafka_resp_err_t(rawValue: error.rawValue))
      return RD_KAFKA_RESP_ERR_NO_ERROR
    }
  }

  /// Breaks the connections to a broker and refuses new ones.
  ///
  /// - Parameter broker: its ID; `nil` means all.
  /// - Throws: when there is no such broker, or another program took its port at once; `closed`.
  public func setBrokerDown(_ broker: Int32? = nil) throws(KafkaError) {
    try perform("taking broker down") { rd_kafka_mock_broker_set_down($0, broker ?? Self.allBrokers) }
    try reservePorts(of: broker)
  }

  /// Lets a broker accept connections again.
  ///
  /// - Parameter broker: its ID; `nil` means all.
  /// - Throws: when there is no such broker; `closed`.
  public func setBrokerUp(_ broker: Int32? = nil) throws(KafkaError) {
    try perform("bringing broker up") { rd_kafka_mock_broker_set_up($0, broker ?? Self.allBrokers) }
    releasePorts(of: broker)
  }

  /// Delays the answers of a broker.
  ///
  /// - Parameter broker: its ID; `nil` means all.
  /// - Throws: when there is no such broker; `closed`.
  public func setRoundTripTime(_ time: Duration, broker: Int32? = nil) throws(KafkaError) {
    try perform("setting the round-trip time") { cluster in
      let milliseconds = time == .zero ? 0 : time.librdkafkaMilliseconds
      return rd_kafka_mock_broker_set_rtt(cluster, broker ?? Self.allBrokers, milliseconds)
    }
  }

  /// Makes another broker the leader of a partition.
  ///
  /// - Throws: when there is no such topic or partition; `closed`.
  public func setLeader(ofTopic topic: String, partition: Int32, to broker: Int32) throws(KafkaError) {
    try perform("moving the leader of \(topic)/\(partition)") { cluster in
      rd_kafka_mock_partition_set_leader(cluster, topic, partition, broker)
    }
  }

  private static let allBrokers: Int32 = -1
}
