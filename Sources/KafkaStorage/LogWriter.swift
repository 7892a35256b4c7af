import Kafka
import Synchronization

/// Writes records to the topic, in order, each acknowledged by all replicas in sync.
final class LogWriter: Sendable {
  private let configuration: KafkaConfiguration
  private let producer: Mutex<KafkaProducer>

  /// - Throws: `invalidArgument`, naming the property that is unknown or has a wrong value.
  init(_ configuration: KafkaConfiguration) throws(KafkaError) {
    var configuration = configuration
    // One writer waits for each of its appends, and its records come together anyway.
    configuration.properties.merge(["linger.ms": "0", "message.max.bytes": "8388608"]) { given, _ in given }
    configuration.properties.merge(["acks": "all", "enable.idempotence": "true"]) { $1 }
    self.configuration = configuration
    producer = Mutex(try KafkaProducer(configuration))
  }

  /// Writes records one after the other, and returns when all are acknowledged.
  ///
  /// - Returns: their offsets, as far as the brokers have told them.
  /// - Throws: the first failure; some or all of the records may be in the topic then, or come into it later.
  func write(_ records: [KafkaRecord]) async throws(KafkaError) -> [Int64?] {
    let producer = producer.withLock { $0 }
    do throws(KafkaError) {
      var deliveries: [KafkaPendingDelivery] = []
      deliveries.reserveCapacity(records.count)
      for record in records { deliveries.append(try await producer.enqueue(record)) }
      var offsets: [Int64?] = []
      offsets.reserveCapacity(records.count)
      for delivery in deliveries { offsets.append(try await delivery.value.offset) }
      return offsets
    } catch {
      // A client that was told no may say so itself from then on, without asking again.
      if !error.isRetriable && error.code != .messageTooLarge { try replace(producer) }
      throw error
    }
  }

  /// Ends the client. Who wrote was told about failures.
  func close() async {
    _ = try? await producer.withLock { $0 }.close()
  }

  /// Goes on with a new client instead of one that is of no further use.
  private func replace(_ old: KafkaProducer) throws(KafkaError) {
    let new = try KafkaProducer(configuration)
    producer.withLock { current in
      if current === old { current = new }
    }
  }
}
