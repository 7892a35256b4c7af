import NIOCore
import Zlib

/// Whole bodies packed and unpacked as RFC 1952 describes it.
enum Gzip {
  /// Why bytes cannot be unpacked.
  enum Failure: Error {
    /// What comes out has more bytes than are wanted.
    case tooLarge
    /// The bytes are not gzip, or not all of it, or more than it.
    case malformed
  }

  /// Smaller bodies fit into one packet and are not worth the work.
  static let minimumBytes = 1024

  /// True if the value of `Accept-Encoding` admits gzip (RFC 9110, section 12.5.3).
  static func isAccepted(by acceptEncoding: String?) -> Bool {
    guard let acceptEncoding else { return false }
    var isAnyAccepted = false
    for element in acceptEncoding.split(separator: ",") {
      let parts = element.lowercased().split(separator: ";").map { $0.filter { $0 != " " && $0 != "\t" } }
      let isRefused = parts.dropFirst().contains { $0.hasPrefix("q=") && Double($0.dropFirst(2)) == 0 }
      switch parts.first {
      case "gzip", "x-gzip": return !isRefused
      case "*": isAnyAccepted = !isRefused
      default: break
      }
    }
    return isAnyAccepted
  }

  /// The packed body; nil if there is no memory for it.
  static func compressed(_ body: ByteBuffer) -> ByteBuffer? {
    var packed: [UInt8] = []
    do {
      // Fast rather than small: most answers are made for one request.
      try body.withUnsafeReadableBytes { bytes in try DeflateEncoder(.gzip, level: 1).encode(bytes, into: &packed) }
    } catch {
      return nil
    }
    return ByteBuffer(bytes: packed)
  }

  /// The unpacked body.
  ///
  /// - Parameter limit: how many bytes may come out.
  static func decompressed(_ body: ByteBuffer, upTo limit: Int) throws(Failure) -> ByteBuffer {
    var unpacked: [UInt8] = []
    let read: Result<Int, DeflateError> = body.withUnsafeReadableBytes { bytes in
      do throws(DeflateError) {
        return .success(try DeflateDecoder(.gzip).decode(bytes, into: &unpacked, limit: limit))
      } catch {
        return .failure(error)
      }
    }
    switch read {
    case .success(body.readableBytes): return ByteBuffer(bytes: unpacked)
    case .failure(.tooLarge): throw .tooLarge
    case .success, .failure: throw .malformed
    }
  }
}
