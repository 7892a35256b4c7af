import Kafka
import Logging
import RecordCodec
import RegistryClient
public import SchemaCore

/// The records of a consumer as values, in the order of each partition.
public struct TypedRecords<Payload: PayloadCodec>: AsyncSequence, Sendable where Payload.Record: Sendable {
  public typealias Element = ConsumedRecord<Payload.Record>
  public typealias Failure = KafkaRecordError

  let consumer: KafkaConsumer
  let decoder: RecordDecoder<Payload>
  let policy: UndecodablePolicy

  public func makeAsyncIterator() -> Iterator {
    Iterator(records: self, messages: consumer.messages.makeAsyncIterator())
  }

  public struct Iterator: AsyncIteratorProtocol {
    let records: TypedRecords
    var messages: KafkaMessages.Iterator

    /// - Throws: what the consumer throws; a registry that cannot be asked, so that no record is taken for undecodable
    ///   because of that; what the policy says about records that cannot be decoded. The record is then not marked: close
    ///   the consumer, and a new one reads it again.
    public nonisolated(nonsending) mutating func next() async throws(KafkaRecordError) -> Element? {
      while let message = try await nextMessage() {
        guard let bytes = message.value else { return .tombstone(message) }
        let failure: RecordCodecError
        do throws(RecordCodecError) {
          return .value(try await records.decoder.decode(bytes, headers: message.recordHeaders), message)
        } catch {
          failure = error
        }
        if Task.isCancelled { return nil }
        guard failure.isAboutTheRecord else { throw .decoding(failure, of: message) }
        if try await records.isHandedOut(message, failure) { return .undecodable(message, failure) }
      }
      return nil
    }

    /// The same, for a caller that is an actor.
    public mutating func next(
      isolation actor: isolated (any Actor)?
    ) async throws(KafkaRecordError) -> Element? {
      try await next()
    }

    private nonisolated(nonsending) mutating func nextMessage() async throws(KafkaRecordError) -> KafkaMessage? {
      do throws(KafkaError) { return try await messages.next() } catch { throw .kafka(error) }
    }
  }

  /// Does what the policy says, and tells whether the caller gets to see the record.
  private nonisolated(nonsending) func isHandedOut(
    _ message: KafkaMessage, _ reason: RecordCodecError
  ) async throws(KafkaRecordError) -> Bool {
    switch policy {
    case .yield: return true
    case .fail: throw .decoding(reason, of: message)
    case .skip(let logger):
      logger.warning(
        "a record that cannot be decoded is skipped: \(reason)",
        metadata: [
          "topic": "\(message.topic)", "partition": "\(message.partition)", "offset": "\(message.offset)",
        ])
    case .deadLetter(let topic):
      do throws(KafkaError) { try await topic.send(message, because: reason) } catch { throw .kafka(error) }
    }
    consumer.markSkipped(message)
    return false
  }
}

extension RecordCodecError {
  /// Whether the record itself is to blame, rather than a registry that could not be asked.
  fileprivate var isAboutTheRecord: Bool {
    guard case .lookup(let error) = self else { return true }
    guard case .refused(let status, _) = error.kind else { return false }
    return status == 404 || status == 422
  }
}
