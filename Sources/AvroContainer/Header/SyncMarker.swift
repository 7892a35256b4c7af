import SchemaCore

/// The 16 bytes that end the header and each block of a container file. They are random, so that they do not occur in
/// the data, and a reader that lost its place finds the next block by them.
public struct SyncMarker: Hashable, Sendable, CustomStringConvertible {
  /// How many bytes a marker has.
  public static let byteCount = 16

  let bytes: SIMD16<UInt8>

  /// A new marker.
  public init() {
    var generator = SystemRandomNumberGenerator()
    bytes = SIMD16.random(in: 0...UInt8.max, using: &generator)
  }

  /// A given marker; nil if these are not 16 bytes.
  public init?(_ bytes: some Collection<UInt8>) {
    guard bytes.count == Self.byteCount else { return nil }
    self.bytes = SIMD16(bytes)
  }

  /// The marker that stands at the begin of at least 16 bytes.
  init(startOf bytes: UnsafeRawBufferPointer) {
    self.bytes = bytes.loadUnaligned(as: SIMD16<UInt8>.self)
  }

  /// The bytes as hexadecimal digits.
  public var description: String { Hexadecimal.text(bytes.indices.map { bytes[$0] }) }

  /// Where the marker begins in some bytes for the first time.
  func place(in bytes: UnsafeRawBufferPointer) -> Int? {
    guard bytes.count >= Self.byteCount else { return nil }
    let first = self.bytes[0]
    for place in 0...(bytes.count - Self.byteCount)
    where bytes[place] == first && SyncMarker(startOf: UnsafeRawBufferPointer(rebasing: bytes[place...])) == self {
      return place
    }
    return nil
  }
}

extension [UInt8] {
  mutating func append(_ marker: SyncMarker) {
    Swift.withUnsafeBytes(of: marker.bytes) { append(contentsOf: $0) }
  }
}
