public import SchemaCore

/// Writes Swift values that are `Encodable` as records in Avro's binary encoding.
///
/// Make one for each schema and use it for any number of records, by any number of tasks. Which types go together is
/// told at `AvroDecoder`; what differs for writing:
///
/// - Keys may be encoded in any order; the order of the schema is the quickest.
/// - A field that is not encoded gets its default, or else null if it may be null. A key that is no field is an error,
///   as its value would be lost.
/// - Numbers are written to any Avro number that holds the very value. A `Date` is rounded to the nearest unit of a
///   timestamp; as a date it is its day in UTC.
/// - In a union of several types the branch that fits the Swift type best is written; a type that encodes itself under
///   keys is sought by its name among the names of the records. An enum with associated values tells the branch by the
///   names of its cases.
/// - A type that is `AvroSerializable` too, and whose schema is the program's, writes the bytes itself.
/// - A dictionary is written in its own order, which differs from one run to the next.
public final class AvroEncoder: Sendable {
  /// The schema, compiled.
  public let program: AvroProgram
  /// What types find as `userInfo` in their `encode(to:)`.
  public let userInfo: [CodingUserInfoKey: any Sendable]
  private let layout: CodableLayout
  private let selfCoding: SelfCodingTypes
  private let waiting: SessionPool<EncodingStorage>

  public init(_ program: AvroProgram, userInfo: [CodingUserInfoKey: any Sendable] = [:]) {
    self.program = program
    self.userInfo = userInfo
    layout = CodableLayout(program)
    selfCoding = SelfCodingTypes(program)
    waiting = SessionPool()
  }

  /// The bytes of a record.
  ///
  /// - Throws: `CodecError` with the path of the field whose value does not fit the schema. What a type throws in its
  ///   own `encode(to:)` becomes the message of such an error.
  public func encode(_ value: some Encodable) throws(CodecError) -> [UInt8] {
    var output: [UInt8] = []
    try encode(value, into: &output)
    return output
  }

  /// Appends the bytes of a record to `output`, which is left as it was if there is an error.
  ///
  /// - Throws: as for `encode(_:)`.
  public func encode<Value: Encodable>(_ value: Value, into output: inout [UInt8]) throws(CodecError) {
    if let direct = selfCoding.type(Value.self) { return try write(value, as: direct, into: &output) }
    let storage = waiting.take() ?? EncodingStorage(layout, userInfo: userInfo)
    defer {
      storage.end()
      waiting.keep(storage, capacityInBytes: storage.capacityInBytes)
    }
    storage.begin()
    do {
      try storage.session.encode(value, into: &output)
    } catch {
      throw CodecError(encoding: error, path: storage.failure?.path ?? [])
    }
  }

  /// Lets a type write the record itself; the two types are known to be the same.
  private func write<Value, Direct: AvroSerializable>(
    _ value: Value, as direct: Direct.Type, into output: inout [UInt8]
  ) throws(CodecError) {
    var writer = AvroWriter()
    try unsafeBitCast(value, to: direct).write(to: &writer)
    writer.withUnsafeBytes { output.append(contentsOf: $0) }
  }
}
