public import SchemaCore

/// Reads records in Avro's binary encoding as Swift types that are `Decodable`.
///
/// Make one for each schema and use it for any number of records, by any number of tasks.
///
/// | Avro | Swift |
/// | --- | --- |
/// | record | a type with keys; the keys are the names of the fields, in any order |
/// | map | `Dictionary` with keys of type `String`, or a type with keys |
/// | array | `Array`, `Set` and others |
/// | int, long | any integer type that holds the value; `Double` and `Float` if they hold it exactly |
/// | float, double | `Double`, `Float` if it holds the value exactly |
/// | string | `String`; `UUID` |
/// | enum | `String`; an enum with raw values of type `String` |
/// | bytes, fixed | `[UInt8]`, `Data`; a fixed of 16 bytes as `UUID` |
/// | timestamp-millis, -micros, -nanos; date | `Date`, which has about 100 ns of precision; midnight UTC of a date |
/// | union of null and another type | `Optional` |
/// | other unions | an enum whose cases are named as the branches, with one unnamed value each or with the fields of the record as named values; or a type that tries `decode` with one type after the other |
///
/// A Swift type need not read all fields. Optional properties that the schema does not have are nil.
///
/// A type that is `AvroSerializable` too, and whose schema is the program's, reads the bytes itself, which is quicker.
public final class AvroDecoder: Sendable {
  /// The schema, compiled; a program that resolves another writer's schema works as well.
  public let program: AvroProgram
  /// What types find as `userInfo` in their `init(from:)`.
  public let userInfo: [CodingUserInfoKey: any Sendable]
  private let layout: CodableLayout
  private let selfCoding: SelfCodingTypes
  /// The sessions that wait for their next record.
  private let waiting: SessionPool<DecodingSession>

  public init(_ program: AvroProgram, userInfo: [CodingUserInfoKey: any Sendable] = [:]) {
    self.program = program
    self.userInfo = userInfo
    layout = CodableLayout(program)
    selfCoding = SelfCodingTypes(program)
    waiting = SessionPool()
  }

  /// Reads one record.
  ///
  /// - Parameter record: the whole record; bytes left over after it are an error.
  /// - Throws: `CodecError` with the path of the field and its byte offset; the latter not where the bytes are right and
  ///   were written with another schema. What a type throws in its own `init(from:)` becomes the message of such an
  ///   error.
  @inlinable public func decode<Value: Decodable>(
    _ type: Value.Type, from record: some Collection<UInt8>
  ) throws(CodecError) -> Value {
    let result: Result<Value, CodecError>? = record.withContiguousStorageIfAvailable { bytes in
      Result { () throws(CodecError) in try decode(type, from: UnsafeRawBufferPointer(bytes)) }
    }
    return if let result { try result.get() } else { try decode(type, from: Array(record)) }
  }

  /// Reads one record from memory that need not outlast the call.
  ///
  /// - Throws: as for any collection of bytes.
  public func decode<Value: Decodable>(
    _ type: Value.Type, from record: UnsafeRawBufferPointer
  ) throws(CodecError) -> Value {
    if let direct = selfCoding.type(type) { return try read(direct, as: type, from: record) }
    let session = waiting.take() ?? DecodingSession(layout, userInfo: userInfo)
    defer {
      session.end()
      waiting.keep(session, capacityInBytes: session.capacityInBytes)
    }
    try session.load(record)
    return try session.value(type)
  }

  /// Lets a type read the record itself; the two types are known to be the same.
  private func read<Direct: AvroSerializable, Value>(
    _ direct: Direct.Type, as type: Value.Type, from record: UnsafeRawBufferPointer
  ) throws(CodecError) -> Value {
    unsafeBitCast(try Direct(avro: record), to: type)
  }
}
