import CKafka
import Synchronization

/// A Kafka cluster inside the process, for tests and for trying things out: librdkafka's "Mock cluster".
///
/// It listens on free ports of 127.0.0.1, so clients in other processes can use it too. Topics come into being when
/// they are produced to. It has no security, no compaction and no admin requests, forgets all when it ends, and a
/// partition keeps only its newest few megabytes.
public final class KafkaMockCluster: Sendable {
  /// The addresses of its brokers, as ``KafkaConfiguration`` takes them.
  public let bootstrapServers: String

  private let handle: Mutex<MockHandle?>
  /// The ports of the brokers that are down, by the brokers' IDs.
  private let reservations = Mutex<[Int32: PortReservation]>([:])

  /// - Parameter brokers: how many brokers, with the IDs 1, 2 and so on.
  /// - Throws: when librdkafka cannot start the cluster.
  public init(brokers: Int = 1) throws(KafkaError) {
    let client = try ClientHandle(
      RD_KAFKA_PRODUCER, KafkaConfiguration(bootstrapServers: "", clientID: "martlet-mock-cluster"))
    guard (1...64).contains(brokers), let cluster = rd_kafka_mock_cluster_new(client.pointer, Int32(brokers)) else {
      BlockingWork.start("martlet.kafka.mock") { client.destroy() }
      throw KafkaError(code: .invalidArgument, message: "A mock cluster with \(brokers) brokers cannot be started")
    }
    bootstrapServers = String(cString: rd_kafka_mock_cluster_bootstraps(cluster))
    handle = Mutex(MockHandle(client: client, cluster: cluster))
  }

  deinit {
    guard let handle = handle.withLock({ $0 }) else { return }
    BlockingWork.start("martlet.kafka.mock") { handle.destroy() }
  }

  /// Creates a topic. Mind that the cluster does not answer ``KafkaAdmin/createTopic(_:partitions:replicationFactor:settings:)``.
  ///
  /// - Throws: what the cluster answers; `closed`.
  public func createTopic(_ name: String, partitions: Int32 = 1, replicationFactor: Int32 = 1) throws(KafkaError) {
    try perform("creating topic \(name)") { cluster in
      rd_kafka_mock_topic_create(cluster, name, partitions, replicationFactor)
    }
  }

  /// Holds the ports of brokers that are down, until they are let go.
  ///
  /// - Parameter broker: its ID; `nil` means all.
  func reservePorts(of broker: Int32?) throws(KafkaError) {
    for (index, address) in bootstrapServers.split(separator: ",").enumerated() {
      let id = Int32(index) + 1
      guard broker == nil || broker == id, let port = address.split(separator: ":").last.flatMap({ UInt16($0) }) else {
        continue
      }
      let reservation = try PortReservation(port: port)
      reservations.withLock { $0[id] = reservation }
    }
  }

  /// Lets go of the ports of brokers that are up again.
  func releasePorts(of broker: Int32?) {
    reservations.withLock { held in
      if let broker { held[broker] = nil } else { held = [:] }
    }
  }

  /// Ends the cluster. Its clients see their connections break.
  public func close() async {
    let taken = handle.withLock { handle in
      defer { handle = nil }
      return handle
    }
    guard let taken else { return }
    await BlockingWork.run("martlet.kafka.mock") { taken.destroy() }
  }

  /// Calls one of librdkafka's functions while the cluster cannot be closed. None of them blocks.
  func perform(
    _ what: String, _ body: (_ cluster: OpaquePointer) -> rd_kafka_resp_err_t
  ) throws(KafkaError) {
    let code = handle.withLock { handle in handle.map { body($0.cluster) } }
    guard let code else { throw .closed("mock cluster") }
    guard code == RD_KAFKA_RESP_ERR_NO_ERROR else { throw KafkaError(code, what) }
  }
}

/// Unchecked, because pointers are not `Sendable`. The invariant: librdkafka locks for itself, and whoever takes the
/// handle out of the cluster's lock destroys it, once.
private struct MockHandle: @unchecked Sendable {
  let client: ClientHandle
  let cluster: OpaquePointer

  func destroy() {
    rd_kafka_mock_cluster_destroy(cluster)
    client.destroy()
  }
}
