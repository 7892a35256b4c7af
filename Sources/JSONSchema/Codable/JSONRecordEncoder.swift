public import SchemaCore

/// Writes Swift values that are `Encodable` as records that are JSON text, without white space.
///
/// Make one and use it for any number of records, by any number of tasks. Which types go together is told at
/// `JSONRecordDecoder`; what differs for writing:
///
/// - Members stand in the order in which they are encoded. A key that is encoded twice is an error, for JSON would have
///   two members of one name.
/// - Optional properties that are nil are left out, as the compiler writes `encode(to:)`; where the schema wants null,
///   write `encode(_:forKey:)` of the optional yourself.
/// - A `Double` is written with the fewest digits that give it back, and without a fraction if it is whole. What is not
///   finite is an error, as JSON has no such numbers.
/// - A `UUID` is written in lower case, `Data` in base64.
/// - A dictionary is written in its own order, which differs from one run to the next.
public final class JSONRecordEncoder: Sendable {
  /// What records are held against once they are encoded.
  public let validator: JSONSchemaValidator?
  /// How a `Date` is written.
  public let dates: JSONDateForm
  /// What types find as `userInfo` in their `encode(to:)`.
  public let userInfo: [CodingUserInfoKey: any Sendable]
  private let waiting = ArenaPool<PooledEncodingSession>()

  /// - Parameters:
  ///   - validator: a schema that records must be valid under; without one, whatever the types write is taken.
  ///   - dates: how a `Date` is written.
  public init(
    validator: JSONSchemaValidator? = nil, dates: JSONDateForm = .dateTime,
    userInfo: [CodingUserInfoKey: any Sendable] = [:]
  ) {
    self.validator = validator
    self.dates = dates
    self.userInfo = userInfo
  }

  /// The text of a record.
  ///
  /// - Throws: `CodecError` of kind `mismatch` with the path of what JSON or the schema does not take, or `limit`. What
  ///   a type throws in its own `encode(to:)` becomes the message of such an error.
  public func encode(_ value: some Encodable) throws(CodecError) -> [UInt8] {
    var output: [UInt8] = []
    try encode(value, into: &output)
    return output
  }

  /// Appends the text of a record to `output`, which is left as it was if there is an error.
  ///
  /// - Throws: as for `encode(_:)`.
  public func encode(_ value: some Encodable, into output: inout [UInt8]) throws(CodecError) {
    try waiting.withArena { (pooled) throws(CodecError) in
      defer { pooled.release() }
      try pooled.session.encode(value, dates: dates, userInfo: userInfo)
      let text = pooled.session.text
      guard text.count <= JSONRecordDecoder.maximumBytes else {
        throw CodecError(
          .limit, "the record has \(text.count) bytes; at most \(JSONRecordDecoder.maximumBytes) are accepted")
      }
      try check(text)
      output.append(contentsOf: text)
    }
  }

  private func check(_ text: UnsafeBufferPointer<UInt8>) throws(CodecError) {
    do {
      try validator?.check(text, syntax: .mismatch, mismatch: .mismatch)
    } catch {
      // Nobody sees the text in which the place is.
      var problem = error
      problem.textPosition = nil
      throw problem
    }
  }
}

/// A session that is kept for the next record, unless a type took hold of it.
struct PooledEncodingSession: ~Copyable, PooledArena, @unchecked Sendable {
  // A session is only ever in the hands of the one who took it from the pool.
  private(set) var session = EncodingSession()

  init() {}

  var capacityInBytes: Int { session.capacityInBytes }

  /// Ends the use of the session. An encoder that a type keeps has it for itself from now on.
  mutating func release() {
    session.end()
    if !isKnownUniquelyReferenced(&session) { session = EncodingSession() }
  }
}
