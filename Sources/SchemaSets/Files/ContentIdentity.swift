import Crypto

/// What makes two files the same: the name that git gives to their bytes.
///
/// Source: git's documentation of its object names, the SHA-1 of `blob`, the size and the bytes.
public struct ContentIdentity: Hashable, Sendable {
  let name: String

  init(name: String) {
    self.name = name
  }

  /// The identity of bytes.
  public init(of bytes: UnsafeRawBufferPointer) {
    var hash = Insecure.SHA1()
    var header = "blob \(bytes.count)\u{0}"
    header.withUTF8 { hash.update(bufferPointer: UnsafeRawBufferPointer($0)) }
    hash.update(bufferPointer: bytes)
    let digits = Array("0123456789abcdef".utf8)
    var name: [UInt8] = []
    name.reserveCapacity(40)
    hash.finalize().withUnsafeBytes { digest in
      for byte in digest {
        name.append(digits[Int(byte >> 4)])
        name.append(digits[Int(byte & 15)])
      }
    }
    self.name = String(decoding: name, as: UTF8.self)
  }
}

extension FileContent {
  private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

  /// - Throws: `SetError` if the bytes are no UTF-8 text.
  init(_ bytes: [UInt8], file: String) throws(SetError) {
    let identity = bytes.withUnsafeBytes { ContentIdentity(of: $0) }
    let isMarked = bytes.starts(with: Self.byteOrderMark)
    guard let text = String(validating: isMarked ? bytes[3...] : bytes[...], as: UTF8.self) else {
      throw SetError(.unreadable, "this is not UTF-8 text", file: file)
    }
    self.init(text: text, identity: identity)
  }
}
