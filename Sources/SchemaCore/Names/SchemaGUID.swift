/// The identity of a schema's content in every context: 16 bytes, printed as a UUID.
public struct SchemaGUID: Hashable, Sendable, CustomStringConvertible {
  /// The first and the last eight bytes, most significant first.
  public let high: UInt64, low: UInt64

  /// A GUID of exactly 16 bytes; nil for any other count.
  public init?(bytes: some Collection<UInt8>) {
    // Not generic from here on: opening a registry makes one for each schema, and generic code of another module is slow.
    self.init(Array(bytes))
  }

  private init?(_ bytes: [UInt8]) {
    guard bytes.count == 16 else { return nil }
    high = bytes[..<8].reduce(0) { $0 << 8 | UInt64($1) }
    low = bytes[8...].reduce(0) { $0 << 8 | UInt64($1) }
  }

  /// A GUID of its first and its last eight bytes, most significant first.
  public init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }

  /// Reads the UUID form or 32 hexadecimal digits; nil for anything else.
  public init?(_ text: String) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false).map(\.utf8.count)
    guard parts == [8, 4, 4, 4, 12] || parts == [32] else { return nil }
    guard let bytes = Hexadecimal.bytes(text.filter { $0 != "-" }) else { return nil }
    self.init(bytes: bytes)
  }

  /// The 16 bytes as they stand in a record header.
  public var bytes: [UInt8] {
    [high, low].flatMap { half in (0..<8).map { UInt8(truncatingIfNeeded: half >> (56 - 8 * $0)) } }
  }

  public var description: String { UUIDText.text(high: high, low: low) }
}
