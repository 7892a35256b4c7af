import Registry

/// A checksum over the rows of a log, in their order (FNV-1a with 64 bits). It finds what disks and accidents change, not
/// who means to deceive.
struct LogChecksum {
  /// The sum so far.
  private(set) var value: UInt64

  /// - Parameter value: the sum of the rows before, if there are some.
  init(_ value: UInt64 = 0xcbf2_9ce4_8422_2325) {
    self.value = value
  }

  /// Adds the next row.
  mutating func add(timestamp: Int64, token: Int64, key: some Sequence<UInt8>, value: (some Sequence<UInt8>)?) {
    add(UInt64(bitPattern: timestamp))
    add(UInt64(bitPattern: token))
    add(key)
    // Neither byte is part of a text, so that texts do not flow into each other.
    add(0xFF as UInt8)
    if let value { add(value) } else { add(0xFE as UInt8) }
    add(0xFF as UInt8)
  }

  /// Adds an entry as it is stored.
  mutating func add(_ entry: LogEntry, _ stored: StoredRecord) {
    add(
      timestamp: entry.timestamp, token: Int64(bitPattern: entry.token), key: stored.key.utf8,
      value: stored.value?.utf8)
  }

  private mutating func add(_ bytes: some Sequence<UInt8>) {
    for byte in bytes { add(byte) }
  }

  private mutating func add(_ number: UInt64) {
    for shift in stride(from: 0, to: 64, by: 8) { add(UInt8(truncatingIfNeeded: number >> UInt64(shift))) }
  }

  private mutating func add(_ byte: UInt8) { value = (value ^ UInt64(byte)) &* 0x100_0000_01b3 }
}
