import Kafka
import KafkaStorage
import Registry
import RegistryTesting

/// A mock cluster with a topic for a log, ended after the test.
func withMockTopic(
  partitions: Int32 = 1, _ body: (KafkaMockCluster, KafkaConfiguration) async throws -> Void
) async throws {
  let cluster = try KafkaMockCluster()
  try cluster.createTopic("log", partitions: partitions)
  let result: Result<Void, any Error>
  do {
    result = .success(try await body(cluster, .quick(cluster.bootstrapServers)))
  } catch {
    result = .failure(error)
  }
  await cluster.close()
  try result.get()
}

extension KafkaConfiguration {
  /// Settings with which news come soon, and a busy machine is waited for. Brokers keep the order of what a producer
  /// sends twice; the mock cluster does not, so that one request must be answered before the next is sent.
  static func quick(_ brokers: String) -> KafkaConfiguration {
    KafkaConfiguration(
      bootstrapServers: brokers, deliveryTimeout: .seconds(20), requestTimeout: .seconds(30),
      properties: [
        "fetch.wait.max.ms": "10", "reconnect.backoff.max.ms": "200", "max.in.flight.requests.per.connection": "1",
      ])
  }
}

/// Opens the store of a topic, has something done with it and closes it.
func withKafkaStore(
  _ configuration: KafkaConfiguration, access: StoreAccess = .full, topic: String = "log", checked: Bool = false,
  _ body: (KafkaStore) async throws -> Void
) async throws {
  let store = try await KafkaStore(
    configuration, topic: topic, access: access, checksSettings: checked, name: "kafka://mock/\(topic)")
  let result: Result<Void, any Error>
  do {
    result = .success(try await body(store))
  } catch {
    result = .failure(error)
  }
  await store.close()
  try result.get()
}

/// An entry that says nothing.
func noop(_ position: Int, token: UInt64? = nil) -> LogEntry {
  LogEntry(
    position: LogPosition(rawValue: Int64(position)), timestamp: 5, token: token ?? UInt64(position), record: .noop)
}

/// Appends entries at positions that are fought for, and says which tokens have won.
func win(_ count: Int, in store: KafkaStore, firstToken: UInt64, sizes: ClosedRange<Int> = 1...1) async throws
  -> [UInt64]
{
  var won: [UInt64] = []
  var position = LogPosition.start
  var size = sizes.lowerBound
  while won.count < count {
    let tokens = (0..<size).map { firstToken + UInt64(won.count + $0) }
    let entries = tokens.enumerated().map { noop(Int(position.rawValue) + $0.offset, token: $0.element) }
    do throws(StoreError) {
      try await store.append(entries)
      won += tokens
      position = LogPosition(rawValue: position.rawValue + Int64(size))
      size = size == sizes.upperBound ? sizes.lowerBound : size + 1
    } catch {
      guard case .positionTaken = error else { throw error }
      let news = try await store.entries(from: position, limit: 10_000)
      position = news.last?.position.next ?? position
    }
  }
  return won
}

/// Writes records of another program to a topic, and returns their offsets.
@discardableResult
func write(
  _ records: [(key: String?, value: String?)], headers: [KafkaHeader] = [], to topic: String = "log",
  _ configuration: KafkaConfiguration
) async throws -> [Int64?] {
  let producer = try KafkaProducer(configuration)
  var offsets: [Int64?] = []
  for record in records {
    let record = KafkaRecord(
      topic: topic, partition: 0, key: record.key.map { Array($0.utf8) }, value: record.value.map { Array($0.utf8) },
      headers: headers, timestamp: 1_700_000_000_000)
    offsets.append(try await producer.send(record).offset)
  }
  try await producer.close()
  return offsets
}
