public import RegistryClient
public import SchemaCore

/// Reads framed records as values of one kind, whichever schemas they were written with.
///
///     let lookup = CachingSchemaLookup(SchemaRegistryClient(configuration: configuration))
///     let payments = RecordDecoder(AvroPayload<Payment>(), lookup: lookup)
///     let payment = try await payments.decode(message.value, headers: message.headers)
///
/// The registry is asked once for each schema. From then on its records are decoded without waiting, by any number of tasks
/// at a time: what decodes them is found without a lock. A decoder is made once and used for all records of a topic.
public final class RecordDecoder<Payload: PayloadCodec>: Sendable {
  /// How records are read.
  public let settings: DecodingSettings
  @usableFromInline let ready = FrameTable<ReadyDecoder<Payload.Decoder>>()
  private let payload: Payload
  private let schemas: DecodingSchemas

  /// Decodes with the schemas that a lookup finds.
  public init(_ payload: Payload, lookup: any SchemaLookup, settings: DecodingSettings = DecodingSettings()) {
    self.payload = payload
    self.settings = settings
    schemas = DecodingSchemas(lookup: lookup, formats: payload.formats, settings: settings)
  }

  /// Decodes the key or the value of a record. Only the first record of a schema waits, for the registry.
  ///
  /// - Throws: `RecordCodecError`.
  @inlinable nonisolated(nonsending) public func decode(
    _ bytes: [UInt8], headers: [RecordHeader] = []
  ) async throws(RecordCodecError) -> Payload.Record {
    let decoded = try bytes.span.bytes.withUnsafeBytes { (bytes) throws(RecordCodecError) in
      try decodeIfReady(bytes, headers: headers)
    }
    if let decoded { return decoded }
    return try await decodeAfterAsking(bytes, headers: headers)
  }

  /// Decodes the key or the value of a record that may be missing: a tombstone is nil, and nobody is asked about it.
  ///
  /// - Throws: `RecordCodecError`.
  @inlinable nonisolated(nonsending) public func decodeIfPresent(
    _ bytes: [UInt8]?, headers: [RecordHeader] = []
  ) async throws(RecordCodecError) -> Payload.Record? {
    guard let bytes else { return nil }
    return try await decode(bytes, headers: headers)
  }

  /// Decodes a record if no registry has to be asked for its schema; nil if one must, which ``decode(_:headers:)``
  /// does.
  ///
  /// - Parameter bytes: need not outlast the call.
  /// - Throws: `RecordCodecError.codec` if the bytes do not fit the schema.
  @inlinable public func decodeIfReady(
    _ bytes: UnsafeRawBufferPointer, headers: [RecordHeader] = []
  ) throws(RecordCodecError) -> Payload.Record? {
    if !headers.isEmpty, let frame = schemaFrame(in: headers) {
      guard let entry = frame.withUnsafeBytes({ ready.entry(at: $0) }) else { return nil }
      return try decode(bytes, entry)
    }
    guard let entry = ready.entry(at: bytes) else { return nil }
    let byteCount = entry._withUnsafeGuaranteedRef { $0.byteCount }
    return try decode(UnsafeRawBufferPointer(rebasing: bytes[byteCount...]), entry)
  }

  /// The schema that a record was written with.
  ///
  /// - Throws: `RecordCodecError`.
  public func schema(
    of bytes: [UInt8], headers: [RecordHeader] = []
  ) async throws(RecordCodecError) -> WriterSchema {
    let (framed, schema, type) = try await takeApart(bytes, headers: headers)
    do {
      return WriterSchema(
        identity: framed.schema, registered: schema.registered, type: type,
        typeName: try schema.parsed.typeName(of: type))
    } catch {
      throw .schema(error, framed.schema)
    }
  }

  @inlinable @inline(__always) func decode(
    _ data: UnsafeRawBufferPointer, _ entry: Unmanaged<FrameEntry<ReadyDecoder<Payload.Decoder>>>
  ) throws(RecordCodecError) -> Payload.Record? {
    // Not by a result, which would be copied.
    var record: Payload.Record?
    var failure: RecordCodecError?
    entry._withUnsafeGuaranteedRef { entry in
      do throws(CodecError) {
        record = try entry.value.decoder.decode(data)
      } catch {
        failure = .codec(error, entry.value.schema)
      }
    }
    if let failure { throw failure }
    return record
  }

  @usableFromInline func schemaFrame(in headers: [RecordHeader]) -> [UInt8]? { headers.schemaFrame(of: settings.part) }

  /// Decodes a record whose schema is not ready, and makes it ready.
  @usableFromInline nonisolated(nonsending) func decodeAfterAsking(
    _ bytes: [UInt8], headers: [RecordHeader]
  ) async throws(RecordCodecError) -> Payload.Record {
    let (framed, schema, type) = try await takeApart(bytes, headers: headers)
    var frame = framed.schema.frame
    // As most writers write them: other spellings of the same are looked up here each time.
    if case .indexes(let indexes) = type { frame += MessageIndexes.bytes(of: indexes) }
    let decoder: ReadyDecoder<Payload.Decoder>
    if let entry = frame.withUnsafeBytes({ ready.entry(at: $0) }) {
      decoder = entry._withUnsafeGuaranteedRef { $0.value }
    } else {
      do {
        let made = try payload.decoder(reading: type, of: schema.parsed)
        decoder = ready.insert(ReadyDecoder(decoder: made, schema: framed.schema), for: frame).value
      } catch {
        throw .schema(error, framed.schema)
      }
    }
    do {
      let data = framed.isCompressed ? try CompressedPayload.bytes(of: framed.payload)[...] : framed.payload
      return try data.span.bytes.withUnsafeBytes { (data) throws(CodecError) in try decoder.decoder.decode(data) }
    } catch {
      throw .codec(error, framed.schema)
    }
  }

  private func takeApart(
    _ bytes: [UInt8], headers: [RecordHeader]
  ) async throws(RecordCodecError) -> (FramedRecord, DecodingSchemas.Schema, RecordType) {
    var framed: FramedRecord
    do {
      framed = try FramedRecord(parsing: bytes, headers: headers, part: settings.part, kinds: settings.kinds)
    } catch {
      throw .framing(error)
    }
    let schema = try await schemas.schema(framed.schema)
    guard schema.parsed.carriesMessageIndexes else { return (framed, schema, .root) }
    do {
      let indexes = try framed.takeMessageIndexes()
      return (framed, schema, .indexes(indexes))
    } catch {
      throw .framing(error)
    }
  }
}

/// What decodes the records of one schema and type.
@usableFromInline struct ReadyDecoder<Decoder: PayloadDecoder>: Sendable {
  @usableFromInline let decoder: Decoder
  @usableFromInline let schema: FrameIdentity
}
