/// A fixed list of names, each with a number.
final class NameTable: Sendable {
  let names: [String]
  /// Valid as long as the table.
  let search: NameIndex

  var count: Int { names.count }

  /// - Parameters:
  ///   - names: each once.
  ///   - numbers: a number for each of the first; all others get -1.
  init(_ names: [String], numbers: [Int32] = []) {
    self.names = names
    search = NameIndex(names, numbers)
  }

  deinit { search.deallocate() }
}

/// Searches a fixed list of names by their bytes. It holds addresses and nothing that is counted, as it is used for every
/// member of every object.
struct NameIndex: @unchecked Sendable {
  struct Entry {
    /// The first eight bytes; zeros behind a shorter name.
    var start: UInt64
    var offset: UInt32
    var length: UInt32
    var number: Int32
  }

  // Written by `init` only.
  private let entries: UnsafeMutablePointer<Entry>
  let count: Int
  private let buckets: UnsafeMutablePointer<Int32>
  private let mask: Int
  private let bytes: UnsafeMutablePointer<UInt8>

  fileprivate init(_ names: [String], _ numbers: [Int32]) {
    count = names.count
    var capacity = 4
    while capacity < 2 * names.count { capacity *= 2 }
    mask = capacity - 1
    buckets = .allocate(capacity: capacity)
    buckets.initialize(repeating: -1, count: capacity)
    entries = .allocate(capacity: names.count)
    let total = names.reduce(0) { $0 + $1.utf8.count }
    // Eight bytes behind the last name, which are read along.
    bytes = .allocate(capacity: total + 8)
    bytes.initialize(repeating: 0, count: total + 8)
    var end = 0
    for (index, name) in names.enumerated() {
      let offset = end
      for byte in name.utf8 {
        bytes[end] = byte
        end += 1
      }
      let length = end - offset
      let entry = Entry(
        start: Self.start(of: bytes + offset, length), offset: UInt32(truncatingIfNeeded: offset),
        length: UInt32(truncatingIfNeeded: length), number: index < numbers.count ? numbers[index] : -1)
      (entries + index).initialize(to: entry)
    }
    for index in names.indices {
      let entry = entries[index]
      var bucket = Self.bucket(bytes + Int(entry.offset), Int(entry.length), mask)
      while buckets[bucket] >= 0 { bucket = (bucket + 1) & mask }
      buckets[bucket] = Int32(truncatingIfNeeded: index)
    }
  }

  fileprivate func deallocate() {
    entries.deallocate()
    buckets.deallocate()
    bytes.deallocate()
  }

  /// The number of the name with an index.
  @inline(__always) func number(at index: Int) -> Int32 { entries[index].number }

  /// The index of a text with eight readable bytes behind it; -1 if it is not in the list.
  ///
  /// - Parameter expected: the index that is likely, which is looked at first.
  @inline(__always) func index(of name: UnsafeBufferPointer<UInt8>, expected: Int) -> Int {
    guard let start = name.baseAddress else { return -1 }
    let word = Self.start(of: start, name.count)
    if expected < count, isName(expected, start, name.count, word) { return expected }
    return find(start, name.count, word)
  }

  private func find(_ name: UnsafePointer<UInt8>, _ length: Int, _ word: UInt64) -> Int {
    var bucket = Self.bucket(name, length, mask)
    while buckets[bucket] >= 0 {
      let index = Int(buckets[bucket])
      if isName(index, name, length, word) { return index }
      bucket = (bucket &+ 1) & mask
    }
    return -1
  }

  @inline(__always) private func isName(
    _ index: Int, _ name: UnsafePointer<UInt8>, _ length: Int, _ word: UInt64
  ) -> Bool {
    let entry = entries + index
    guard entry.pointee.start == word, Int(entry.pointee.length) == length else { return false }
    return length <= 8 || hasSameEnd(bytes + Int(entry.pointee.offset), name, length)
  }

  /// Compares what is behind the first eight bytes, by words of which the last may overlap the one before it.
  private func hasSameEnd(_ own: UnsafePointer<UInt8>, _ name: UnsafePointer<UInt8>, _ length: Int) -> Bool {
    var place = 8
    while place &+ 8 <= length {
      if Self.word(own + place) != Self.word(name + place) { return false }
      place &+= 8
    }
    return Self.word(own + (length &- 8)) == Self.word(name + (length &- 8))
  }

  @inline(__always) private static func word(_ start: UnsafePointer<UInt8>) -> UInt64 {
    UInt64(littleEndian: UnsafeRawPointer(start).loadUnaligned(as: UInt64.self))
  }

  @inline(__always) private static func start(of name: UnsafePointer<UInt8>, _ length: Int) -> UInt64 {
    length >= 8 ? word(name) : word(name) & ((1 &<< UInt64(8 &* length)) &- 1)
  }

  @inline(__always) private static func bucket(_ name: UnsafePointer<UInt8>, _ length: Int, _ mask: Int) -> Int {
    // Names that agree at both ends are searched by all of their bytes: a schema may be made of them.
    let hash =
      length <= 16
      ? ByteHash.ofEnds(name, count: length) : ByteHash.of(UnsafeRawBufferPointer(start: name, count: length))
    return Int(truncatingIfNeeded: ByteHash.mix(hash, 0xA24B_AED4_963E_E407)) & mask
  }
}
