import SchemaCore

/// Writes bytes from the end of some memory to the front: so the length of a message is known when it is to be written,
/// and nothing is reckoned beforehand. It is a value that the encoder's loop keeps in registers.
///
/// Before anything is put, `hasRoom` tells whether it may be: for so many bytes and a tag, a length and a number.
struct BackwardWriter {
  /// Where the last byte was put; further ones go in front of it.
  private(set) var position: UnsafeMutableRawPointer
  private let low: UnsafeMutableRawPointer
  private let end: UnsafeMutableRawPointer

  /// More than a tag, a number and a copy by blocks write, with what they overwrite in front of that.
  static let slack = 48

  @inline(__always) init(_ memory: UnsafeMutableRawPointer, count: Int) {
    low = memory
    end = low + count
    position = end
  }

  /// How many bytes were written.
  @inline(__always) var written: Int { end - position }

  @inline(__always) func hasRoom(for count: Int = 0) -> Bool { position - low >= count &+ Self.slack }

  @inline(__always) mutating func put(tagOf entry: UnsafePointer<EncodingEntry>) {
    (position - 8).storeBytes(of: entry.pointee.tag.littleEndian, as: UInt64.self)
    position -= Int(entry.pointee.tagLength)
  }

  /// The end of a group has the same number as its start, and the next wire type.
  @inline(__always) mutating func put(endTagOf entry: UnsafePointer<EncodingEntry>) {
    let length = Int(entry.pointee.tagLength)
    let tag = entry.pointee.tag &+ 1 &<< UInt64(truncatingIfNeeded: 64 &- 8 &* length)
    (position - 8).storeBytes(of: tag.littleEndian, as: UInt64.self)
    position -= length
  }

  @inline(__always) mutating func put(fixed32 bits: UInt64) {
    position -= 4
    position.storeBytes(of: UInt32(truncatingIfNeeded: bits).littleEndian, as: UInt32.self)
  }

  @inline(__always) mutating func put(fixed64 bits: UInt64) {
    position -= 8
    position.storeBytes(of: bits.littleEndian, as: UInt64.self)
  }

  /// Numbers of more than one byte are stored as eight bytes at once, of which those in front are overwritten later.
  @inline(__always) mutating func put(varint value: UInt64) {
    if value < 0x80 {
      position -= 1
      position.storeBytes(of: UInt8(truncatingIfNeeded: value), as: UInt8.self)
    } else if value < 1 &<< 56 {
      let (word, last) = Varint.encode(value)
      (position - 8).storeBytes(of: (word &<< (56 &- last)).littleEndian, as: UInt64.self)
      position -= Int(truncatingIfNeeded: last &>> 3) &+ 1
    } else {
      position = Self.put(longVarint: value, in: position)
    }
  }

  @inline(never) private static func put(
    longVarint value: UInt64, in end: UnsafeMutableRawPointer
  ) -> UnsafeMutableRawPointer {
    let length = (63 - value.leadingZeroBitCount) / 7 + 1
    let start = end - length
    for place in 0..<length {
      let group = UInt8(truncatingIfNeeded: value &>> UInt64(7 &* place)) & 0x7F
      start.storeBytes(of: place == length - 1 ? group : group | 0x80, toByteOffset: place, as: UInt8.self)
    }
    return start
  }

  /// Copies short content in blocks of 16 bytes, from its end: what is too much is overwritten later. In front of the
  /// content there are `MessageArena.frontPadding` bytes to read.
  @inline(__always) mutating func put(_ content: UnsafeRawPointer, count: Int) {
    if count <= 32 {
      let contentEnd = content + count
      let last = (contentEnd - 16).loadUnaligned(as: SIMD16<UInt8>.self)
      (position - 16).storeBytes(of: last, as: SIMD16<UInt8>.self)
      if count > 16 {
        let first = content.loadUnaligned(as: SIMD16<UInt8>.self)
        (position - count).storeBytes(of: first, as: SIMD16<UInt8>.self)
      }
      position -= count
    } else {
      position -= count
      position.copyMemory(from: content, byteCount: count)
    }
  }
}
