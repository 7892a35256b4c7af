import Testing

@testable import SchemaCore

@Suite("Base64")
struct Base64Tests {
  private func decode(_ text: String) -> String? {
    var bytes = Array(text.utf8)
    let count = bytes.withUnsafeMutableBufferPointer { buffer in
      buffer.baseAddress.map { Base64.decode(inPlace: $0, count: buffer.count) } ?? 0
    }
    return count.map { String(decoding: bytes.prefix($0), as: UTF8.self) }
  }

  private func encode(_ text: String) -> String {
    let characters = [UInt8](unsafeUninitializedCapacity: 4 * (text.utf8.count + 1)) { buffer, count in
      count = Array(text.utf8).withUnsafeBufferPointer { Base64.encode($0, to: buffer.baseAddress!) }
    }
    return String(decoding: characters, as: UTF8.self)
  }

  @Test(
    "the examples of RFC 4648, section 10, with and without padding",
    arguments: [
      ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="),
      ("foobar", "Zm9vYmFy"),
    ])
  func examples(_ text: String, _ encoded: String) {
    #expect(encode(text) == encoded)
    #expect(decode(encoded) == text)
    #expect(decode(encoded.filter { $0 != "=" }) == text)
  }

  @Test("both alphabets are read, and bits beyond the last byte ignored")
  func alphabets() {
    for text in ["+/==", "-_==", "-_", "+_"] {
      var bytes = Array(text.utf8)
      let count = bytes.withUnsafeMutableBufferPointer { Base64.decode(inPlace: $0.baseAddress!, count: $0.count) }
      #expect(count == 1)
      #expect(bytes[0] == 0xFB)
    }
  }

  @Test(
    "what is no base64 is refused",
    arguments: ["A", "AAAAA", "A===", "=", "==", "AA=", "AAA==", "AAAA=", "A A=", "AA$A", "AAé", "AA==AA=="])
  func refused(_ text: String) {
    #expect(decode(text) == nil)
  }
}
