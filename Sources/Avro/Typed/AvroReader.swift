public import SchemaCore

/// Reads the bytes of one record from the front, each value as the type that the schema has at its place.
///
/// A reader is made by `init(avro:)` of an `AvroSerializable` type and lives as long as that call. It never reads beyond
/// the record, whatever the bytes are.
public struct AvroReader: ~Copyable {
  @usableFromInline let start: UnsafeRawPointer
  @usableFromInline let end: UnsafeRawPointer
  @usableFromInline var position: UnsafeRawPointer
  @usableFromInline var levelsLeft: Int
  @usableFromInline var emptyItemsLeft: Int

  @inlinable init(_ start: UnsafeRawPointer, count: Int) {
    self.start = start
    end = start + count
    position = start
    levelsLeft = Self.maximumDepth
    emptyItemsLeft = Self.maximumEmptyItems
  }

  // As in `RecordLimits`.
  @usableFromInline static let maximumDepth = 128
  @usableFromInline static let maximumEmptyItems = 1 << 16

  @inlinable var bytesLeft: Int { end - position }

  /// Refuses bytes after the record.
  @inlinable func finish() throws(CodecError) {
    if position != end { throw failure(.trailingBytes) }
  }

  /// Reads a `boolean`.
  @inlinable @inline(__always) public mutating func boolean() throws(CodecError) -> Bool {
    guard position != end else { throw failure(.truncated) }
    let byte = position.load(as: UInt8.self)
    guard byte <= 1 else { throw failure(.boolean) }
    position += 1
    return byte == 1
  }

  /// Reads an `int`.
  @inlinable @inline(__always) public mutating func int() throws(CodecError) -> Int32 {
    guard let value = Int32(exactly: try long()) else { throw failure(.intRange) }
    return value
  }

  /// Reads a `long`.
  @inlinable @inline(__always) public mutating func long() throws(CodecError) -> Int64 {
    guard bytesLeft >= 8 else { return try lastVarint() }
    let word = UInt64(littleEndian: position.loadUnaligned(as: UInt64.self))
    if word & 0x80 == 0 {
      position += 1
      return Int64(bitPattern: word & 0x7F) &>> 1 ^ -Int64(bitPattern: word & 1)
    }
    let (value, length) = ZigzagVarint.decoded(word)
    guard length != 0 else { return try bytewiseVarint() }
    position += length
    return value
  }

  /// Reads a `float`.
  @inlinable @inline(__always) public mutating func float() throws(CodecError) -> Float {
    guard bytesLeft >= 4 else { throw failure(.truncated) }
    let bits = UInt32(littleEndian: position.loadUnaligned(as: UInt32.self))
    position += 4
    return Float(bitPattern: bits)
  }

  /// Reads a `double`.
  @inlinable @inline(__always) public mutating func double() throws(CodecError) -> Double {
    guard bytesLeft >= 8 else { throw failure(.truncated) }
    let bits = UInt64(littleEndian: position.loadUnaligned(as: UInt64.self))
    position += 8
    return Double(bitPattern: bits)
  }

  /// Reads a `string`, which must be valid UTF-8.
  public mutating func string() throws(CodecError) -> String {
    let content = try content()
    guard let text = String(avroText: content) else { throw failure(.utf8, at: content.baseAddress) }
    return text
  }

  /// Reads `bytes`.
  @inlinable public mutating func bytes() throws(CodecError) -> [UInt8] { Array(try content()) }

  /// Reads the bytes of a `fixed` of this size.
  @inlinable public mutating func fixed(_ size: Int) throws(CodecError) -> [UInt8] {
    Array(try fixedContent(size))
  }

  /// Reads the place of a symbol in an enum that has `count` of them.
  @inlinable @inline(__always) public mutating func symbol(of count: Int) throws(CodecError) -> Int {
    let value = try long()
    guard UInt64(bitPattern: value) < UInt64(count) else { throw failure(.symbol) }
    return Int(truncatingIfNeeded: value)
  }

  /// Reads the place of a branch in a union that has `count` of them.
  @inlinable @inline(__always) public mutating func branch(of count: Int) throws(CodecError) -> Int {
    let value = try long()
    guard UInt64(bitPattern: value) < UInt64(count) else { throw failure(.branch) }
    return Int(truncatingIfNeeded: value)
  }
}

extension AvroReader {
  /// The bytes of a string or bytes, in place.
  @inlinable @inline(__always) mutating func content() throws(CodecError) -> UnsafeRawBufferPointer {
    let count = try long()
    // As a number without a sign, a negative one is larger than what is left.
    guard UInt64(bitPattern: count) <= UInt64(bitPattern: Int64(bytesLeft)) else {
      throw failure(count < 0 ? .negativeSize : .truncated)
    }
    return take(Int(truncatingIfNeeded: count))
  }

  @inlinable @inline(__always) mutating func fixedContent(_ size: Int) throws(CodecError) -> UnsafeRawBufferPointer {
    guard size <= bytesLeft else { throw failure(.truncated) }
    return take(size)
  }

  @inlinable @inline(__always) mutating func take(_ count: Int) -> UnsafeRawBufferPointer {
    let content = UnsafeRawBufferPointer(start: position, count: count)
    position += count
    return content
  }

  /// A number that begins in the last bytes of the record, or that is missing because the record has ended.
  @usableFromInline mutating func lastVarint() throws(CodecError) -> Int64 {
    let left = bytesLeft
    guard left > 0 && end - start >= 8 else { return try bytewiseVarint() }
    // Moved to where they would be if zeros followed them.
    let word = UInt64(littleEndian: (end - 8).loadUnaligned(as: UInt64.self)) &>> UInt64(64 &- 8 &* left)
    let (value, length) = ZigzagVarint.decoded(word)
    guard length != 0 && length <= left else { return try bytewiseVarint() }
    position += length
    return value
  }

  @usableFromInline @inline(never) mutating func bytewiseVarint() throws(CodecError) -> Int64 {
    var value: UInt64 = 0
    for index in 0..<10 {
      guard index < bytesLeft else { throw failure(.truncated) }
      let byte = position.load(fromByteOffset: index, as: UInt8.self)
      if index == 9 && byte > 1 { break }
      value |= UInt64(byte & 0x7F) &<< UInt64(7 &* index)
      if byte < 0x80 {
        position += index + 1
        return Int64(bitPattern: value &>> 1) ^ -Int64(bitPattern: value & 1)
      }
    }
    throw failure(.varint)
  }
}
