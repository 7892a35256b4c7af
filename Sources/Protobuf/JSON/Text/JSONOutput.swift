/// JSON text that grows at its end, written straight into memory, without values or strings in between.
///
/// The memory is kept from one text to the next.
struct JSONOutput: ~Copyable, @unchecked Sendable {
  var bytes: UnsafeMutablePointer<UInt8>
  var capacity = 240
  /// How many bytes the text has.
  private(set) var count = 0

  init() {
    bytes = .allocate(capacity: capacity)
  }

  deinit { bytes.deallocate() }

  /// The text.
  var text: [UInt8] { Array(UnsafeBufferPointer(start: bytes, count: count)) }

  /// How much memory there is, whether it is in use or not.
  var capacityInBytes: Int { capacity }

  /// Shortens the text to so many bytes.
  mutating func cut(to count: Int) { self.count = min(count, self.count) }

  @inline(__always) mutating func append(_ byte: UInt8) {
    reserve(1)
    bytes[count] = byte
    count &+= 1
  }

  /// Appends text that is JSON already.
  @inline(__always) mutating func append(_ content: UnsafeBufferPointer<UInt8>) {
    reserve(content.count)
    if let start = content.baseAddress { (bytes + count).update(from: start, count: content.count) }
    count &+= content.count
  }

  /// Appends text that is JSON already.
  @inline(__always) mutating func append(_ content: StaticString) {
    append(UnsafeBufferPointer(start: content.utf8Start, count: content.utf8CodeUnitCount))
  }

  /// Appends text that is JSON already.
  mutating func append(_ content: String) {
    var content = content
    content.withUTF8 { append($0) }
  }

  /// Makes room for more bytes.
  @inline(__always) mutating func reserve(_ additional: Int) {
    if additional > capacity &- count { grow(by: additional) }
  }

  @inline(never) private mutating func grow(by additional: Int) {
    capacity = max(count + additional, 2 * capacity)
    let grown = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
    grown.update(from: bytes, count: count)
    bytes.deallocate()
    bytes = grown
  }

  /// Where the next byte goes, after `reserve`.
  @inline(__always) var end: UnsafeMutablePointer<UInt8> { bytes + count }

  /// Counts bytes that were written at `end`.
  @inline(__always) mutating func advance(_ additional: Int) { count &+= additional }
}
