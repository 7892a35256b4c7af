public import SchemaCore

/// Reads records that are JSON text as Swift types that are `Decodable`.
///
/// Make one and use it for any number of records, by any number of tasks. No other JSON library is involved: the text is
/// read into a row of slots, and the type takes its values from there.
///
/// | JSON | Swift |
/// | --- | --- |
/// | object | a type with keys; `Dictionary` with keys of type `String` |
/// | array | `Array`, `Set` and others |
/// | number | any integer type that holds the value, whether it is written as 5, 5.0 or 5e0; `Double` and `Float`, rounded to the nearest; `Decimal` with all digits |
/// | string | `String`; an enum with raw values of type `String`; `UUID`; `URL`; `Data` from base64; `Date` from a date and time of RFC 3339 |
/// | null, or no member | `Optional` |
/// | anything | `JSONValue`, with all digits of its numbers |
///
/// Members that the type does not ask for are ignored. Of two members of one name the last counts.
public final class JSONRecordDecoder: Sendable {
  /// How deep a record may be: arrays and objects that are open at a time.
  public static var maximumDepth: Int { 128 }
  /// How long a record may be, in bytes.
  public static var maximumBytes: Int { JSONSchemaRecordCodec.maximumBytes }

  /// What records are held against before they are decoded.
  public let validator: JSONSchemaValidator?
  /// How a `Date` is written.
  public let dates: JSONDateForm
  /// What types find as `userInfo` in their `init(from:)`.
  public let userInfo: [CodingUserInfoKey: any Sendable]
  /// The sessions that wait for their next record.
  private let waiting = ArenaPool<PooledDecodingSession>()

  /// - Parameters:
  ///   - validator: a schema that records must be valid under; without one, only what the types themselves ask for.
  ///   - dates: how a `Date` is written.
  public init(
    validator: JSONSchemaValidator? = nil, dates: JSONDateForm = .dateTime,
    userInfo: [CodingUserInfoKey: any Sendable] = [:]
  ) {
    self.validator = validator
    self.dates = dates
    self.userInfo = userInfo
  }

  /// Reads one record.
  ///
  /// - Throws: `CodecError` with the path of the value, its line and its column: of kind `malformed` if the text is not
  ///   JSON or not as the schema wants it, `mismatch` if it does not fit the type, and `limit`. What a type throws in
  ///   its own `init(from:)` becomes the message of such an error.
  @inlinable public func decode<Value: Decodable>(
    _ type: Value.Type, from record: some Collection<UInt8>
  ) throws(CodecError) -> Value {
    let result: Result<Value, CodecError>? = record.withContiguousStorageIfAvailable { bytes in
      Result { () throws(CodecError) in try decode(type, from: bytes) }
    }
    return if let result { try result.get() } else { try decode(type, from: Array(record)) }
  }

  /// Reads one record from memory that need not outlast the call.
  ///
  /// - Throws: as for any collection of bytes.
  public func decode<Value: Decodable>(
    _ type: Value.Type, from record: UnsafeBufferPointer<UInt8>
  ) throws(CodecError) -> Value {
    try validator?.check(record, syntax: .malformed, mismatch: .malformed)
    return try waiting.withArena { (pooled) throws(CodecError) in
      defer { pooled.release() }
      return try pooled.session.decode(type, from: record, dates: dates, userInfo: userInfo)
    }
  }
}

/// A session that is kept for the next record, unless a type took hold of it.
struct PooledDecodingSession: ~Copyable, PooledArena, @unchecked Sendable {
  // A session is only ever in the hands of the one who took it from the pool.
  private(set) var session = DecodingSession()

  init() {}

  var capacityInBytes: Int { session.capacityInBytes }

  /// Ends the use of the session. A decoder that a type keeps has it for itself from now on.
  mutating func release() {
    session.end()
    if !isKnownUniquelyReferenced(&session) { session = DecodingSession() }
  }
}
