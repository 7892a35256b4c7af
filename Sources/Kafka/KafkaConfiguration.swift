/// How a client reaches Kafka and how long it waits.
public struct KafkaConfiguration: Sendable {
  /// Addresses to start from: `host:port`, several parted by commas.
  public var bootstrapServers: String

  /// The name under which brokers log this client and apply quotas to it.
  public var clientID: String

  /// How long a record may take to be acknowledged, retries included, before its delivery fails.
  public var deliveryTimeout: Duration

  /// How long a request for metadata, or the wait for a broker that can be reached, may take.
  public var requestTimeout: Duration

  /// How long a rebalance waits for the messages that tasks have in hand, when a group takes their partitions back. What
  /// is marked as processed until then is not read again by the partition's next owner.
  public var handOverTimeout: Duration

  /// How connections are protected.
  public var security: KafkaSecurity

  /// Further settings by librdkafka's names ("Configuration properties"), such as `linger.ms` and `compression.type`.
  /// They win over the defaults of Martlet and over ``security``. With `debug` and no observer, librdkafka writes its
  /// log to standard error.
  public var properties: [String: String]

  /// Who gets the log and the statistics of clients.
  public var observer: (any KafkaObserver)?

  public init(
    bootstrapServers: String,
    clientID: String = "martlet",
    deliveryTimeout: Duration = .seconds(30),
    requestTimeout: Duration = .seconds(10),
    handOverTimeout: Duration = .seconds(3),
    security: KafkaSecurity = .none,
    properties: [String: String] = [:],
    observer: (any KafkaObserver)? = nil
  ) {
    self.bootstrapServers = bootstrapServers
    self.clientID = clientID
    self.deliveryTimeout = deliveryTimeout
    self.requestTimeout = requestTimeout
    self.handOverTimeout = handOverTimeout
    self.security = security
    self.properties = properties
    self.observer = observer
  }

  /// Settings that have a place of their own, so that a second value for them cannot be meant. The advice is for both
  /// who writes code and who uses the command line.
  static let reserved: [String: String] = [
    "bootstrap.servers": "use bootstrapServers, or --brokers on the command line",
    "metadata.broker.list": "use bootstrapServers, or --brokers on the command line",
    "client.id": "use clientID; on the command line it is always martlet",
    "message.timeout.ms": "use deliveryTimeout, or --timeout on the command line",
    "delivery.timeout.ms": "use deliveryTimeout, or --timeout on the command line",
    "transactional.id": "use the producer's transactionalID",
    "group.id": "use the consumer's source, or --group on the command line",
    "enable.auto.offset.store": "only messages marked as processed are committed, and that has no other setting",
    "enable.partition.eof": "use the consumer's stopAtEnd, or --exit-at-end on the command line",
  ]
}

extension KafkaConfiguration: CustomStringConvertible, CustomReflectable {
  /// Leaves out the values of `properties`, because passwords are among them.
  public var description: String {
    "Kafka at \(bootstrapServers), client \(clientID), properties \(properties.keys.sorted())"
  }

  public var customMirror: Mirror { Mirror(self, children: [("description", description)]) }
}

extension Duration {
  /// Whole milliseconds from 1 up to what librdkafka takes, about 24 days.
  var librdkafkaMilliseconds: Int32 {
    let (seconds, attoseconds) = components
    guard (0..<Int64(Int32.max) / 1000).contains(seconds) else { return seconds < 0 ? 1 : Int32.max }
    return Int32(clamping: max(1, seconds * 1000 + attoseconds / 1_000_000_000_000_000))
  }
}
