import Crypto
import Glibc
import Registry

/// A backup file that is read at any place.
final class BackupInput: Sendable {
  /// What the file is called in messages.
  let path: String
  /// How many bytes it has.
  let byteCount: Int64
  private let descriptor: Int32

  init(path: String) throws(StoreError) {
    self.path = path
    descriptor = open(path, O_RDONLY | O_CLOEXEC)
    if descriptor < 0 { throw .unavailable("\(path): cannot be read: \(String(cString: strerror(errno)))") }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      _ = close(descriptor)
      throw .unavailable("\(path): is not a file")
    }
    byteCount = Int64(status.st_size)
  }

  deinit {
    _ = close(descriptor)
  }

  /// The bytes at a place; fewer at the end of the file.
  func bytes(at offset: Int64, count: Int) throws(StoreError) -> [UInt8] {
    var failure: Int32 = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      while filled < count {
        let got = pread(
          descriptor, buffer.baseAddress.map { $0 + filled }, count - filled, off_t(offset) + off_t(filled))
        if got < 0 && errno == EINTR { continue }
        if got < 0 { failure = errno }
        if got <= 0 { return }
        filled += got
      }
    }
    if failure != 0 { throw .unavailable("\(path): cannot be read: \(String(cString: strerror(failure)))") }
    return bytes
  }

  /// The SHA-256 of the first bytes, in hexadecimal.
  func checksum(upTo end: Int64) throws(StoreError) -> String {
    var hash = SHA256()
    var offset: Int64 = 0
    while offset < end {
      let piece = try bytes(at: offset, count: Int(min(end - offset, 1 << 20)))
      if piece.isEmpty { break }
      piece.withUnsafeBytes { hash.update(bufferPointer: $0) }
      offset += Int64(piece.count)
    }
    return hash.finalize().text
  }
}
