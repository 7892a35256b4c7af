public import SchemaCore

/// A record that is JSON text, read: a slot for each value, in memory that is used again for the next record.
///
/// The text is checked as it is read: it must be UTF-8, hold one value and nothing else, and keep to the limits.
public struct JSONRecordArena: ~Copyable, PooledArena {
  /// How deep a record may be: arrays and objects that are open at a time.
  public static var maximumDepth: Int { 256 }

  private var tape = JSONTape()
  private var output = TextOutput()

  /// An arena that holds null.
  public init() {
    tape.readNull()
  }

  public var capacityInBytes: Int { tape.capacityInBytes + output.capacity }

  /// Reads a record in place of the one before.
  ///
  /// - Throws: `CodecError` of kind `malformed` with the line and the column of what is no JSON, or `limit` for a text
  ///   that is longer than `JSONSchemaRecordCodec.maximumBytes` or deeper than `maximumDepth`. The arena holds null
  ///   then.
  public mutating func read(_ text: UnsafeBufferPointer<UInt8>) throws(CodecError) {
    let options = JSONTape.Options(
      maximumDepth: Self.maximumDepth, maximumBytes: JSONSchemaRecordCodec.maximumBytes)
    do throws(JSONError) {
      try tape.read(text, options: options)
    } catch {
      tape.readNull()
      throw CodecError(record: error)
    }
  }

  /// Reads a record in place of the one before.
  ///
  /// - Throws: as for text in memory.
  @inlinable public mutating func read(_ text: some Collection<UInt8>) throws(CodecError) {
    let copy = Array(text)
    let result = copy.withUnsafeBufferPointer { bytes in
      Result { () throws(CodecError) in try read(bytes) }
    }
    try result.get()
  }

  /// Appends the record as text without white space: numbers as they were written, strings escaped where they must be,
  /// and of members with one name the last.
  public mutating func write(into output: inout [UInt8]) {
    self.output.removeAll()
    TapeWriter.write(tape.view, to: &self.output)
    output.append(contentsOf: self.output.text)
  }

  /// The record as a value, with all digits of its numbers.
  public var value: JSONValue { tape.view.value(at: 0) }
}

extension CodecError {
  /// The error for a record that is no JSON.
  init(record error: JSONError) {
    self.init(error.isLimit ? .limit : .malformed, error.message)
    textPosition = error.position
  }
}
