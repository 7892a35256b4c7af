/// What stands around deflated bytes.
public enum DeflateFrame: Sendable {
  /// Nothing (RFC 1951).
  case none
  /// A header, and a checksum and the length behind (RFC 1952).
  case gzip
  /// A header of two bytes, and a checksum behind (RFC 1950).
  case zlib

  /// The size of the window as zlib wants to have it, which says the frame too.
  var windowBits: Int32 {
    switch self {
    case .none: -15
    case .gzip: 15 + 16
    case .zlib: 15
    }
  }
}
