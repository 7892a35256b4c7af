public import SchemaCore

/// Writes values in Avro's binary encoding, one after the other, into memory that it keeps from record to record.
///
/// A writer cannot be copied and nobody else knows its memory, so it may be handed from task to task.
public struct AvroWriter: ~Copyable, @unchecked Sendable {
  @usableFromInline var start: UnsafeMutableRawPointer
  @usableFromInline var position: UnsafeMutableRawPointer
  @usableFromInline var limit: UnsafeMutableRawPointer
  @usableFromInline var levelsLeft: Int

  /// A writer with memory for so many bytes. It takes more when it needs more.
  public init(minimumCapacity: Int = 256) {
    let capacity = max(minimumCapacity, 64)
    start = .allocate(byteCount: capacity, alignment: 16)
    position = start
    limit = start + capacity
    levelsLeft = AvroReader.maximumDepth
  }

  deinit { start.deallocate() }

  /// How many bytes were written.
  @inlinable public var count: Int { position - start }

  /// What was written.
  public var bytes: [UInt8] { withUnsafeBytes { Array($0) } }

  /// What was written, behind other bytes.
  @inlinable public borrowing func bytes(behind prefix: [UInt8]) -> [UInt8] {
    let total = prefix.count + count
    return [UInt8](unsafeUninitializedCapacity: total) { output, initialized in
      let rest = UnsafeMutableRawBufferPointer(output)
      prefix.withUnsafeBytes { rest.copyMemory(from: $0) }
      withUnsafeBytes { UnsafeMutableRawBufferPointer(rebasing: rest[prefix.count...]).copyMemory(from: $0) }
      initialized = total
    }
  }

  /// Calls `body` with what was written. The memory must not be used after the call.
  @inlinable public borrowing func withUnsafeBytes<Result, Failure: Error>(
    _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try body(UnsafeRawBufferPointer(start: start, count: count))
  }

  /// Forgets what was written and keeps the memory; also what to do after a record that could not be written.
  @inlinable public mutating func removeAll() {
    position = start
    levelsLeft = AvroReader.maximumDepth
  }

  /// Writes a `boolean`.
  @inlinable @inline(__always) public mutating func boolean(_ value: Bool) {
    reserve(1)
    position.storeBytes(of: value ? 1 : 0, as: UInt8.self)
    position += 1
  }

  /// Writes an `int`.
  @inlinable @inline(__always) public mutating func int(_ value: Int32) { long(Int64(value)) }

  /// Writes a `long`.
  @inlinable @inline(__always) public mutating func long(_ value: Int64) {
    let bits = UInt64(bitPattern: value &<< 1 ^ value &>> 63)
    if bits < 0x80 && position != limit {
      position.storeBytes(of: UInt8(truncatingIfNeeded: bits), as: UInt8.self)
      position += 1
    } else {
      varint(bits)
    }
  }

  /// Writes a `float`.
  @inlinable @inline(__always) public mutating func float(_ value: Float) {
    reserve(4)
    position.storeBytes(of: value.bitPattern.littleEndian, as: UInt32.self)
    position += 4
  }

  /// Writes a `double`.
  @inlinable @inline(__always) public mutating func double(_ value: Double) {
    reserve(8)
    position.storeBytes(of: value.bitPattern.littleEndian, as: UInt64.self)
    position += 8
  }

  /// Writes a `string`.
  public mutating func string(_ value: String) {
    let count = value.utf8.count
    long(Int64(count))
    reserve(count)
    let target = position
    // The closure must not capture the writer: then the text would be retained for it.
    let written: Void? = value.utf8.withContiguousStorageIfAvailable { text in
      if let first = text.baseAddress { target.copyMemory(from: first, byteCount: count) }
    }
    if written == nil { UnsafeMutableRawBufferPointer(start: target, count: count).copyBytes(from: value.utf8) }
    position = target + count
  }

  /// Writes `bytes`.
  @inlinable public mutating func bytes(_ value: [UInt8]) {
    value.withUnsafeBytes { content($0) }
  }

  /// Writes a `fixed`: as many bytes as its type says.
  ///
  /// - Throws: `CodecError` of kind `mismatch` if the value has another size.
  @inlinable public mutating func fixed(_ value: [UInt8], size: Int) throws(CodecError) {
    guard value.count == size else { throw Self.wrongSize(value.count, of: size) }
    value.withUnsafeBytes { append($0) }
  }

  /// Writes the place of a symbol in an enum or of a branch in a union.
  @inlinable public mutating func index(_ place: Int) { long(Int64(place)) }
}

extension AvroWriter {
  @usableFromInline mutating func varint(_ bits: UInt64) {
    reserve(10)
    var rest = bits
    while rest >= 0x80 {
      position.storeBytes(of: UInt8(truncatingIfNeeded: rest) | 0x80, as: UInt8.self)
      position += 1
      rest = rest &>> 7
    }
    position.storeBytes(of: UInt8(truncatingIfNeeded: rest), as: UInt8.self)
    position += 1
  }

  /// Writes a length and so many bytes.
  @inlinable mutating func content(_ value: UnsafeRawBufferPointer) {
    long(Int64(value.count))
    append(value)
  }

  @inlinable mutating func append(_ value: UnsafeRawBufferPointer) {
    guard let first = value.baseAddress else { return }
    reserve(value.count)
    position.copyMemory(from: first, byteCount: value.count)
    position += value.count
  }

  /// Makes room for `count` bytes more.
  @inlinable mutating func reserve(_ count: Int) {
    if limit - position < count { grow(count) }
  }

  @usableFromInline @inline(never) mutating func grow(_ more: Int) {
    let count = count
    let capacity = max(2 * (limit - start), count + more)
    let grown = UnsafeMutableRawPointer.allocate(byteCount: capacity, alignment: 16)
    grown.copyMemory(from: start, byteCount: count)
    start.deallocate()
    start = grown
    position = grown + count
    limit = grown + capacity
  }

  @usableFromInline @inline(never) static func wrongSize(_ count: Int, of size: Int) -> CodecError {
    CodecError(.mismatch, "the fixed has \(size) bytes, the value has \(count)")
  }
}
