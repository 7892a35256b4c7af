public import Kafka
public import ServiceLifecycle

/// Processes the messages of a consumer as a service of a process: one after the other, at least once.
///
///     let service = KafkaConsumerService(consumer) { message in try await store(message) }
///     try await ServiceGroup(services: [service], gracefulShutdownSignals: [.sigterm], logger: logger).run()
///
/// A message is marked as processed when its processing returns. When the service is to shut down, the message in hand
/// is finished, what was processed is committed, and the consumer leaves its group. When a message cannot be processed
/// the service ends with the error, and the message is read again by whoever gets its partition.
public struct KafkaConsumerService<Messages: AsyncSequence & Sendable>: Service where Messages.Element: Sendable {
  private let consumer: KafkaConsumer
  private let messages: Messages
  private let origin: @Sendable (Messages.Element) -> KafkaMessage
  private let process: @Sendable (Messages.Element) async throws -> Void

  /// - Parameter origin: the consumer's message that an element was made of.
  package init(
    _ consumer: KafkaConsumer, _ messages: Messages,
    origin: @escaping @Sendable (Messages.Element) -> KafkaMessage,
    process: @escaping @Sendable (Messages.Element) async throws -> Void
  ) {
    self.consumer = consumer
    self.messages = messages
    self.origin = origin
    self.process = process
  }

  /// - Parameter process: what is to be done with each message. It is not cancelled when the service shuts down.
  public init(
    _ consumer: KafkaConsumer, process: @escaping @Sendable (KafkaMessage) async throws -> Void
  ) where Messages == KafkaMessages {
    self.init(consumer, consumer.messages, origin: { $0 }, process: process)
  }

  /// Runs until the messages end, which they do at a graceful shutdown, and closes the consumer.
  ///
  /// - Throws: what reading and processing throw.
  public func run() async throws {
    let result: Result<Void, any Error>
    do {
      try await withGracefulShutdownHandler {
        for try await element in messages {
          try await process(element)
          consumer.markProcessed(origin(element))
        }
      } onGracefulShutdown: {
        consumer.stopReading()
      }
      result = .success(())
    } catch {
      result = .failure(error)
    }
    await consumer.close()
    try result.get()
  }
}
