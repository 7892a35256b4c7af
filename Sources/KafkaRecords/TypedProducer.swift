public import Kafka
public import RecordCodec
public import RegistryClient
public import SchemaCore

/// Writes values of one type to one topic.
///
///     let orders = TypedProducer(Order.self, topic: "orders", producer: producer, lookup: lookup)
///     try await orders.send(order, key: .text(order.id))
///
/// The registry is asked before the first record only. Several typed producers may share one producer, and one lookup.
public struct TypedProducer<Payload: PayloadCodec>: Sendable where Payload.Record: Sendable {
  public let topic: String
  private let producer: KafkaProducer
  private let encoder: RecordEncoder<Payload>

  /// - Parameter payload: how values are written, such as `JSONPayload(Order.self, schema: schema)`.
  /// - Parameter producer: its owner closes it.
  /// - Parameter lookup: where schemas are found and registered.
  /// - Parameter settings: how values are written. They are never written as keys.
  public init(
    _ payload: Payload, topic: String, producer: KafkaProducer, lookup: any SchemaLookup,
    settings: EncodingSettings = EncodingSettings()
  ) {
    var settings = settings
    settings.part = .value
    self.topic = topic
    self.producer = producer
    encoder = RecordEncoder(payload, topic: topic, lookup: lookup, settings: settings)
  }

  /// The same for a type that says itself how its values are written.
  public init<Value: PayloadRepresentable>(
    _ type: Value.Type, topic: String, producer: KafkaProducer, lookup: any SchemaLookup,
    settings: EncodingSettings = EncodingSettings()
  ) where Payload == Value.DefaultPayload {
    self.init(type.defaultPayload, topic: topic, producer: producer, lookup: lookup, settings: settings)
  }

  /// Asks the registry, so that no record has to wait for it, and trouble shows before the first one.
  ///
  /// - Returns: the schema that values are written with.
  /// - Throws: `KafkaRecordError.encoding`.
  @discardableResult
  public nonisolated(nonsending) func prepare() async throws(KafkaRecordError) -> SchemaIdentity {
    do throws(RecordCodecError) { return try await encoder.prepare() } catch { throw .encoding(error) }
  }

  /// Sends a value and returns when the broker has acknowledged it.
  ///
  /// - Parameter value: `nil` is a tombstone, which deletes what has its key in a compacted topic.
  /// - Parameter partition: `nil` lets the key choose.
  /// - Parameter timestamp: milliseconds since 1970-01-01 UTC; `nil` means the time of sending.
  /// - Throws: a value that does not fit its schema, trouble with the registry, and what `KafkaProducer.send` throws.
  @discardableResult
  public nonisolated(nonsending) func send(
    _ value: Payload.Record?, key: RecordKey? = nil, partition: Int32? = nil, headers: [KafkaHeader] = [],
    timestamp: Int64? = nil
  ) async throws(KafkaRecordError) -> KafkaDelivery {
    let pending = try await enqueue(value, key: key, partition: partition, headers: headers, timestamp: timestamp)
    do throws(KafkaError) { return try await pending.value } catch { throw .kafka(error) }
  }

  /// Puts a value in the queue and returns while it is on its way, or suspends while the queue is full. Values enqueued
  /// one after the other reach their partition in that order; `KafkaProducer.flush` waits for all.
  ///
  /// - Throws: as ``send(_:key:partition:headers:timestamp:)``, but for the delivery.
  @discardableResult
  public nonisolated(nonsending) func enqueue(
    _ value: Payload.Record?, key: RecordKey? = nil, partition: Int32? = nil, headers: [KafkaHeader] = [],
    timestamp: Int64? = nil
  ) async throws(KafkaRecordError) -> KafkaPendingDelivery {
    let encoded: EncodedRecord?
    do throws(RecordCodecError) { encoded = try await encoder.encodeIfPresent(value) } catch { throw .encoding(error) }
    let schemaHeaders = (encoded?.headers ?? []) + (key?.headers ?? [])
    let record = KafkaRecord(
      topic: topic, partition: partition, key: key?.bytes, value: encoded?.bytes,
      headers: schemaHeaders.map { KafkaHeader(name: $0.name, value: $0.value) } + headers, timestamp: timestamp)
    do throws(KafkaError) { return try await producer.enqueue(record) } catch { throw .kafka(error) }
  }
}
