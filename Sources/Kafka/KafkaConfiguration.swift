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

  /// Further settings by librdkafka's names ("Configuration properties"), such as `security.protocol` and
  /// `sasl.username`. They win over the defaults of Martlet. With `debug`, librdkafka writes its log to standard error.
  public var properties: [String: String]

  public init(
    bootstrapServers: String,
    clientID: String = "martlet",
    deliveryTimeout: Duration = .seconds(30),
    requestTimeout: Duration = .seconds(10),
    properties: [String: String] = [:]
  ) {
    self.bootstrapServers = bootstrapServers
    self.clientID = clientID
    self.deliveryTimeout = deliveryTimeout
    self.requestTimeout = requestTimeout
    self.properties = properties
  }

  /// Settings that have a place of their own, so that a second value for them cannot be meant. The advice is for both
  /// who writes code and who uses the command line.
  static let reserved: [String: String] = [
    "bootstrap.servers": "use bootstrapServers, or --brokers on the command line",
    "metadata.broker.list": "use bootstrapServers, or --brokers on the command line",
    "client.id": "use clientID; on the command line it is always martlet",
    "message.timeout.ms": "use deliveryTimeout, or --timeout on the command line",
    "delivery.timeout.ms": "use deliveryTimeout, or --timeout on the command line",
    "group.id": "use the consumer's source, or --group on the command line",
    "enable.auto.offset.store": "only messages marked as processed are committed, and that has no other setting",
    "enable.partition.eof": "use the consumer's stopAtEnd, or --exit-at-end on the command line",
  ]
}

extension KafkaConfiguration: CustomStringConvertible {
  /// Leaves out the values of `properties`, because passwords are among them.
  public var description: String {
    "Kafka at \(bootstrapServers), client \(clientID), properties \(properties.keys.sorted())"
  }
}

extension Duration {
  /// Whole milliseconds from 1 up to what librdkafka takes, about 24 days.
  var librdkafkaMilliseconds: Int32 {
    let (seconds, attoseconds) = components
    guard (0..<Int64(Int32.max) / 1000).contains(seconds) else { return seconds < 0 ? 1 : Int32.max }
    return Int32(clamping: max(1, seconds * 1000 + attoseconds / 1_000_000_000_000_000))
  }
}
