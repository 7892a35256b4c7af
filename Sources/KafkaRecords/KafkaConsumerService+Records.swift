import Kafka
public import KafkaService
public import SchemaCore

extension KafkaConsumerService {
  /// Processes the records of a consumer as values.
  ///
  /// - Parameter process: what is to be done with each record. It is not cancelled when the service shuts down.
  public init<Payload: PayloadCodec>(
    _ records: TypedRecords<Payload>, process: @escaping @Sendable (ConsumedRecord<Payload.Record>) async throws -> Void
  ) where Messages == TypedRecords<Payload> {
    self.init(records.consumer, records, origin: { $0.message }, process: process)
  }
}
