public import Kafka
public import RecordCodec
public import RegistryClient
public import SchemaCore

extension KafkaConsumer {
  /// The messages as values of one type.
  ///
  ///     for try await record in consumer.records(of: Order.self, lookup: lookup) {
  ///       switch record {
  ///       case .value(let order, _): try await ship(order)
  ///       case .tombstone(let message): try await forget(message.key)
  ///       case .undecodable(let message, let reason): report(message, reason)
  ///       }
  ///       consumer.markProcessed(record.message)
  ///     }
  ///
  /// - Parameter type: a type that says itself how its values are read. Others are read by a payload.
  /// - Parameter lookup: where schemas are found.
  /// - Parameter settings: how values are read. Keys are never read by them.
  /// - Parameter undecodable: what to do with records that are no such values.
  public func records<Value: PayloadRepresentable & Sendable>(
    of type: Value.Type, lookup: any SchemaLookup, settings: DecodingSettings = DecodingSettings(),
    undecodable: UndecodablePolicy = .yield
  ) -> TypedRecords<Value.DefaultPayload> {
    records(of: type.defaultPayload, lookup: lookup, settings: settings, undecodable: undecodable)
  }

  /// The messages as values of one type.
  ///
  /// - Parameter payload: how values are read, such as `JSONPayload(Order.self)`.
  /// - Parameter lookup: where schemas are found.
  /// - Parameter settings: how values are read. Keys are never read by them.
  /// - Parameter undecodable: what to do with records that are no such values.
  public func records<Payload: PayloadCodec>(
    of payload: Payload, lookup: any SchemaLookup, settings: DecodingSettings = DecodingSettings(),
    undecodable: UndecodablePolicy = .yield
  ) -> TypedRecords<Payload> where Payload.Record: Sendable {
    var settings = settings
    settings.part = .value
    return TypedRecords(
      consumer: self, decoder: RecordDecoder(payload, lookup: lookup, settings: settings), policy: undecodable)
  }
}
