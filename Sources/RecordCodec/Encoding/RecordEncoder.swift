public import RegistryClient
public import SchemaCore
public import Synchronization

/// Makes framed records of values of one kind, for one topic.
///
///     let lookup = CachingSchemaLookup(SchemaRegistryClient(configuration: configuration))
///     let payments = RecordEncoder(AvroPayload<Payment>(), topic: "payments", lookup: lookup)
///     let record = try await payments.encode(payment)
///
/// The registry is asked before the first record. From then on records are encoded without waiting, by any number of
/// tasks at a time. An encoder is made once and used for all records of a topic.
public final class RecordEncoder<Payload: PayloadCodec>: Sendable {
  /// How records are written.
  public let settings: EncodingSettings
  /// What is in use; nil if the registry has to be asked. It is among those that are kept.
  @usableFromInline let current = Atomic<Unmanaged<ReadyEncoder<Payload.Encoder>>?>(nil)
  /// All that were ever in use, one for each schema: somebody may still be using them.
  private let kept = Mutex<[ReadyEncoder<Payload.Encoder>]>([])
  private let preparation: EncodingPreparation<Payload>

  /// Encodes with the schema that a lookup finds or registers.
  ///
  /// - Parameter topic: the topic that the records are for; nil if the subject is not named after it.
  public init(
    _ payload: Payload, topic: String? = nil, lookup: any SchemaLookup,
    settings: EncodingSettings = EncodingSettings()
  ) {
    self.settings = settings
    preparation = EncodingPreparation(payload: payload, topic: topic, lookup: lookup, settings: settings)
  }

  /// One record. Only the first one waits, for the registry.
  ///
  /// - Throws: `RecordCodecError`.
  @inlinable nonisolated(nonsending) public func encode(
    _ record: Payload.Record
  ) async throws(RecordCodecError) -> EncodedRecord {
    if let encoded = try encodeIfReady(record) { return encoded }
    return try await encodeAfterAsking(record)
  }

  /// A record that may be missing: nil is a tombstone, and nobody is asked about it.
  ///
  /// - Throws: `RecordCodecError`.
  @inlinable nonisolated(nonsending) public func encodeIfPresent(
    _ record: Payload.Record?
  ) async throws(RecordCodecError) -> EncodedRecord? {
    guard let record else { return nil }
    return try await encode(record)
  }

  /// One record if the registry was asked already; nil if it was not, which ``prepare()`` does.
  ///
  /// - Throws: `RecordCodecError.codec` if the record does not fit the schema.
  @inlinable public func encodeIfReady(_ record: Payload.Record) throws(RecordCodecError) -> EncodedRecord? {
    guard let ready = current.load(ordering: .acquiring) else { return nil }
    var encoded: EncodedRecord?
    var failure: CodecError?
    ready._withUnsafeGuaranteedRef { ready in
      do throws(CodecError) { encoded = try ready.encode(record) } catch { failure = error }
    }
    if let failure { throw ready._withUnsafeGuaranteedRef { $0.located(failure) } }
    return encoded
  }

  /// Asks the registry, so that no record has to wait for it.
  ///
  /// - Returns: the schema that records are written with.
  /// - Throws: `RecordCodecError`.
  @discardableResult nonisolated(nonsending) public func prepare() async throws(RecordCodecError) -> SchemaIdentity {
    try await readyEncoder().frame.schema
  }

  /// Has the registry asked again before the next record, where somebody may have registered a later version. Records
  /// that are being encoded meanwhile are finished.
  public func forgetSchema() { current.store(nil, ordering: .releasing) }

  @usableFromInline nonisolated(nonsending) func encodeAfterAsking(
    _ record: Payload.Record
  ) async throws(RecordCodecError) -> EncodedRecord {
    let ready = try await readyEncoder()
    do throws(CodecError) { return try ready.encode(record) } catch { throw ready.located(error) }
  }

  private nonisolated(nonsending) func readyEncoder() async throws(RecordCodecError) -> ReadyEncoder<Payload.Encoder> {
    if let ready = current.load(ordering: .acquiring) { return ready.takeUnretainedValue() }
    let prepared = try await preparation.encoder()
    let ready = kept.withLock { kept in
      if let known = kept.first(where: { $0.frame == prepared.frame }) { return known }
      kept.append(prepared)
      return prepared
    }
    current.store(.passUnretained(ready), ordering: .releasing)
    return ready
  }
}

/// What encodes records with one schema.
@usableFromInline final class ReadyEncoder<Encoder: PayloadEncoder>: Sendable {
  @usableFromInline let frame: RecordFrame
  @usableFromInline let encoder: Encoder

  init(_ encoder: Encoder, frame: RecordFrame) {
    self.encoder = encoder
    self.frame = frame
  }

  @inlinable @inline(__always) func encode(_ record: Encoder.Record) throws(CodecError) -> EncodedRecord {
    EncodedRecord(bytes: try encoder.encode(record, behind: frame.prefix), headers: frame.headers)
  }

  @usableFromInline func located(_ error: CodecError) -> RecordCodecError { .codec(error, .registered(frame.schema)) }
}
