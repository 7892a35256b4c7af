/// The messages of a ``KafkaConsumer``, in the order of each partition.
public struct KafkaMessages: AsyncSequence, Sendable {
  public typealias Element = KafkaMessage
  public typealias Failure = KafkaError

  let consumer: KafkaConsumer

  public func makeAsyncIterator() -> Iterator {
    Iterator(consumer: consumer)
  }

  public struct Iterator: AsyncIteratorProtocol {
    let consumer: KafkaConsumer

    /// - Throws: unreachable brokers, and topics or partitions that cannot be read.
    public nonisolated(nonsending) mutating func next() async throws(KafkaError) -> KafkaMessage? {
      try await consumer.next()
    }

    /// The same, for a caller that is an actor.
    public mutating func next(isolation actor: isolated (any Actor)?) async throws(KafkaError) -> KafkaMessage? {
      try await consumer.next()
    }
  }
}
