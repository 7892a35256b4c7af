import SchemaCore

/// A fixed list of texts, which is searched by bytes.
final class NameTable: @unchecked Sendable {
  // Written by `init` only.
  private let buckets: UnsafeMutablePointer<Int32>
  private let mask: Int
  private let bytes: UnsafeMutablePointer<UInt8>
  private let ends: UnsafeMutablePointer<Int32>
  let names: [String]

  var count: Int { names.count }

  /// - Parameter names: each once.
  init(_ names: [String]) {
    self.names = names
    var capacity = 4
    while capacity < 2 * names.count { capacity *= 2 }
    mask = capacity - 1
    buckets = .allocate(capacity: capacity)
    buckets.initialize(repeating: -1, count: capacity)
    ends = .allocate(capacity: names.count + 1)
    ends[0] = 0
    let total = names.reduce(0) { $0 + $1.utf8.count }
    // Eight bytes behind the last name, which the hash reads along.
    bytes = .allocate(capacity: total + 8)
    bytes.initialize(repeating: 0, count: total + 8)
    var end = 0
    for (index, name) in names.enumerated() {
      for byte in name.utf8 {
        bytes[end] = byte
        end += 1
      }
      ends[index + 1] = Int32(truncatingIfNeeded: end)
    }
    for index in names.indices {
      var bucket = Self.bucket(start(of: index), length(of: index), mask)
      while buckets[bucket] >= 0 { bucket = (bucket + 1) & mask }
      buckets[bucket] = Int32(truncatingIfNeeded: index)
    }
  }

  deinit {
    buckets.deallocate()
    bytes.deallocate()
    ends.deallocate()
  }

  /// The index of a text with eight readable bytes behind it; -1 if it is not in the list.
  ///
  /// - Parameter expected: the index that is likely, which is looked at first.
  @inline(__always) func index(of name: UnsafeBufferPointer<UInt8>, expected: Int) -> Int {
    guard let start = name.baseAddress else { return -1 }
    if expected < names.count, isName(expected, start, name.count) { return expected }
    return find(start, name.count)
  }

  private func find(_ name: UnsafePointer<UInt8>, _ length: Int) -> Int {
    var bucket = Self.bucket(name, length, mask)
    while buckets[bucket] >= 0 {
      let index = Int(buckets[bucket])
      if isName(index, name, length) { return index }
      bucket = (bucket &+ 1) & mask
    }
    return -1
  }

  @inline(__always) private func isName(_ index: Int, _ name: UnsafePointer<UInt8>, _ length: Int) -> Bool {
    guard self.length(of: index) == length else { return false }
    let own = start(of: index)
    var place = 0
    while place &+ 8 <= length {
      if UnsafeRawPointer(own + place).loadUnaligned(as: UInt64.self)
        != UnsafeRawPointer(name + place).loadUnaligned(as: UInt64.self)
      {
        return false
      }
      place &+= 8
    }
    if place == length { return true }
    // Both have bytes behind them, which do not count.
    let difference =
      UInt64(littleEndian: UnsafeRawPointer(own + place).loadUnaligned(as: UInt64.self))
      ^ UInt64(littleEndian: UnsafeRawPointer(name + place).loadUnaligned(as: UInt64.self))
    return difference &<< UInt64(64 &- 8 &* (length &- place)) == 0
  }

  @inline(__always) private func start(of index: Int) -> UnsafePointer<UInt8> {
    UnsafePointer(bytes + Int(ends[index]))
  }

  @inline(__always) private func length(of index: Int) -> Int { Int(ends[index &+ 1] &- ends[index]) }

  @inline(__always) private static func bucket(_ name: UnsafePointer<UInt8>, _ length: Int, _ mask: Int) -> Int {
    // Names that agree at both ends are searched by all of their bytes: a schema may be made of them.
    let hash =
      length <= 16
      ? ByteHash.ofEnds(name, count: length) : ByteHash.of(UnsafeRawBufferPointer(start: name, count: length))
    return Int(truncatingIfNeeded: ByteHash.mix(hash, 0xA24B_AED4_963E_E407)) & mask
  }
}
