/// Names in memory, found by their bytes: an open hash table that holds a number for each. Whoever makes it deallocates it.
struct NameTable: BitwiseCopyable {
  /// How many bytes behind a name that is sought must be readable.
  static let padding = 7

  private struct Entry: BitwiseCopyable {
    var name: UnsafePointer<UInt8>?
    var count: Int32
    var value: Int32
  }

  private let entries: UnsafeMutablePointer<Entry>
  private let mask: Int
  private let text: UnsafePointer<UInt8>

  /// A table of names; of two equal names the first counts.
  init(_ names: [(name: String, value: Int)]) {
    let text = PaddedText(names.map { Array($0.name.utf8) })
    var capacity = 4
    while capacity < 2 * names.count { capacity *= 2 }
    mask = capacity - 1
    self.text = text.start
    entries = .allocate(capacity: capacity)
    entries.initialize(repeating: Entry(name: nil, count: 0, value: 0), count: capacity)
    for (place, name) in names.enumerated() where value(of: text.names[place], text.counts[place]) == nil {
      insert(Entry(name: text.names[place], count: Int32(text.counts[place]), value: Int32(name.value)))
    }
  }

  func deallocate() {
    entries.deallocate()
    text.deallocate()
  }

  private func insert(_ entry: Entry) {
    guard let name = entry.name else { return }
    var place = Self.hash(name, Int(entry.count)) & mask
    while entries[place].name != nil { place = (place &+ 1) & mask }
    entries[place] = entry
  }

  /// The number of a name; nil if it is not among them.
  @inline(__always) func value(of name: UnsafePointer<UInt8>, _ count: Int) -> Int? {
    var place = Self.hash(name, count) & mask
    while let found = entries[place].name {
      if Int(entries[place].count) == count && Self.isEqual(found, name, count) { return Int(entries[place].value) }
      place = (place &+ 1) & mask
    }
    return nil
  }

  /// True if two names of one length are the same. `padding` bytes behind each must be readable.
  @inline(__always) static func isEqual(
    _ left: UnsafePointer<UInt8>, _ right: UnsafePointer<UInt8>, _ count: Int
  ) -> Bool {
    var place = 0
    while place &+ 8 <= count {
      if word(left + place) != word(right + place) { return false }
      place &+= 8
    }
    // What is behind the last byte is pushed out; nothing is left of it then is all eight.
    let rest = UInt64(truncatingIfNeeded: count &- place)
    return rest == 0 || (word(left + place) ^ word(right + place)) &<< (64 &- 8 &* rest) == 0
  }

  @inline(__always) private static func hash(_ name: UnsafePointer<UInt8>, _ count: Int) -> Int {
    var hash = UInt64(truncatingIfNeeded: count) &* 0x9E37_79B9_7F4A_7C15
    var place = 0
    while place &+ 8 <= count {
      hash = mixed(hash ^ word(name + place))
      place &+= 8
    }
    let rest = UInt64(truncatingIfNeeded: count &- place)
    if rest > 0 { hash = mixed(hash ^ word(name + place) &<< (64 &- 8 &* rest)) }
    return Int(truncatingIfNeeded: hash &>> 20)
  }

  @inline(__always) private static func mixed(_ value: UInt64) -> UInt64 {
    let product = value &* 0xD6E8_FEB8_6659_FD93
    return product ^ product &>> 32
  }

  @inline(__always) private static func word(_ start: UnsafePointer<UInt8>) -> UInt64 {
    UInt64(littleEndian: UnsafeRawPointer(start).loadUnaligned(as: UInt64.self))
  }
}

/// Texts one behind the other in memory, with bytes behind the last that may be read. Whoever makes it deallocates it.
struct PaddedText {
  let start: UnsafePointer<UInt8>
  private(set) var names: [UnsafePointer<UInt8>] = []
  private(set) var counts: [Int] = []

  init(_ texts: [[UInt8]]) {
    let size = texts.reduce(0) { $0 + $1.count }
    let memory = UnsafeMutablePointer<UInt8>.allocate(capacity: size + 16)
    memory.initialize(repeating: 0, count: size + 16)
    start = UnsafePointer(memory)
    var offset = 0
    for text in texts {
      names.append(start + offset)
      counts.append(text.count)
      for byte in text {
        memory[offset] = byte
        offset += 1
      }
    }
  }
}
