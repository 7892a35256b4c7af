import SchemaCore
public import Synchronization

/// What is ready for records, found by the bytes that they begin with.
///
/// Looking up takes no lock and counts no references: what was put in stays as long as the table.
@usableFromInline final class FrameTable<Value: Sendable>: @unchecked Sendable {
  @usableFromInline typealias Entry = FrameEntry<Value>
  @usableFromInline typealias Bucket = Atomic<Unmanaged<Entry>?>

  /// Entries that belong together, the newest first. IDs of one registry lie close together and fill them evenly.
  @usableFromInline let buckets: UnsafeMutablePointer<Bucket>
  @inlinable static var bucketCount: Int { 64 }

  /// How many there may be, so that nobody can fill the memory. What is over that is made anew each time.
  private let maximumCount: Int
  private let count = Mutex(0)

  init(maximumCount: Int = 10_000) {
    self.maximumCount = maximumCount
    buckets = .allocate(capacity: Self.bucketCount)
    for place in 0..<Self.bucketCount { (buckets + place).initialize(to: Bucket(nil)) }
  }

  deinit {
    for place in 0..<Self.bucketCount {
      var next = buckets[place].load(ordering: .acquiring)
      while let entry = next {
        next = entry.takeUnretainedValue().next
        entry.release()
      }
    }
    buckets.deinitialize(count: Self.bucketCount)
    buckets.deallocate()
  }

  /// The entry whose frame some bytes begin with; it lives as long as the table.
  @inlinable @inline(__always) func entry(at bytes: UnsafeRawBufferPointer) -> Unmanaged<Entry>? {
    guard let start = bytes.baseAddress, bytes.count >= FrameEntry<Value>.keyedBytes else { return nil }
    let key = FrameEntry<Value>.key(of: start)
    var next = buckets[FrameEntry<Value>.bucket(of: key)].load(ordering: .acquiring)
    while let entry = next {
      if entry._withUnsafeGuaranteedRef({ $0.key == key && $0.isPrefix(of: bytes) }) { return entry }
      next = entry._withUnsafeGuaranteedRef { $0.next }
    }
    return nil
  }

  /// Puts an entry in, unless there is one for the frame already or no room. What counts from then on is returned.
  func insert(_ value: Value, for frame: [UInt8]) -> FrameEntry<Value> {
    count.withLock { count in
      if let known = frame.withUnsafeBytes({ self.entry(at: $0) }) { return known.takeUnretainedValue() }
      let bucket = buckets + Entry.bucket(of: Entry.key(of: frame))
      let entry = Entry(frame, value, next: bucket.pointee.load(ordering: .acquiring))
      if count < maximumCount {
        count += 1
        bucket.pointee.store(.passRetained(entry), ordering: .releasing)
      }
      return entry
    }
  }
}

/// A value under the bytes that records begin with.
@usableFromInline final class FrameEntry<Value: Sendable>: @unchecked Sendable {
  @usableFromInline let key: UInt64
  /// How many bytes of a record the frame is.
  @usableFromInline let byteCount: Int
  /// What of the frame is not in the key.
  @usableFromInline let rest: [UInt8]
  @usableFromInline let value: Value
  /// The next older one.
  @usableFromInline let next: Unmanaged<FrameEntry<Value>>?

  init(_ frame: [UInt8], _ value: Value, next: Unmanaged<FrameEntry<Value>>?) {
    key = Self.key(of: frame)
    byteCount = frame.count
    rest = Array(frame.dropFirst(Self.keyedBytes))
    self.value = value
    self.next = next
  }

  /// The shortest frame: a magic byte and an ID of four.
  @inlinable static var keyedBytes: Int { 5 }

  static func key(of frame: [UInt8]) -> UInt64 {
    frame.withUnsafeBytes { bytes in bytes.baseAddress.map { key(of: $0) } ?? 0 }
  }

  /// The first five bytes as a number, the last of them above the others.
  @inlinable @inline(__always) static func key(of frame: UnsafeRawPointer) -> UInt64 {
    let number = UInt32(littleEndian: frame.loadUnaligned(fromByteOffset: 1, as: UInt32.self))
    return UInt64(number) &<< 8 | UInt64(frame.load(as: UInt8.self))
  }

  /// By the lowest bits of an ID.
  @inlinable @inline(__always) static func bucket(of key: UInt64) -> Int {
    Int(truncatingIfNeeded: key &>> 32) & 63
  }

  /// Whether bytes begin with the frame, of which the key is known to be the same.
  @inlinable @inline(__always) func isPrefix(of bytes: UnsafeRawBufferPointer) -> Bool {
    byteCount == Self.keyedBytes || isLongPrefix(of: bytes)
  }

  @inlinable func isLongPrefix(of bytes: UnsafeRawBufferPointer) -> Bool {
    guard bytes.count >= byteCount else { return false }
    for place in rest.indices where bytes[Self.keyedBytes + place] != rest[place] { return false }
    return true
  }
}
