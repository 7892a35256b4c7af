public import Kafka
public import ServiceLifecycle

/// Keeps a producer open as long as a process runs, and delivers what was enqueued when it shuts down.
///
/// In a `ServiceGroup` it stands before the services that use the producer, as these are ended first.
public struct KafkaProducerService: Service {
  private let producer: KafkaProducer

  public init(_ producer: KafkaProducer) {
    self.producer = producer
  }

  /// Waits for the shutdown, graceful or not, and closes the producer.
  ///
  /// - Throws: when records could not be delivered and nobody has asked about them.
  public func run() async throws {
    do {
      try await gracefulShutdown()
    } catch is CancellationError {
      // What was enqueued is delivered all the same.
    }
    try await producer.close()
  }
}
