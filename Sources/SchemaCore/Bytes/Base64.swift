/// Bytes as text in base64 (RFC 4648).
package enum Base64 {
  /// The bytes of a text that is nothing but base64, of the standard alphabet and padded; nil for any other.
  package static func bytes(of text: String) -> [UInt8]? {
    var characters = Array(text.utf8)
    let isStandard =
      characters.count % 4 == 0
      && !characters.contains { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_") }
    guard isStandard else { return nil }
    let count = characters.withUnsafeMutableBufferPointer { buffer in
      buffer.baseAddress.flatMap { decode(inPlace: $0, count: buffer.count) }
    }
    return count.map { Array(characters.prefix($0)) }
  }

  /// Bytes as base64 of the standard alphabet, padded.
  package static func text(of bytes: [UInt8]) -> String {
    String(unsafeUninitializedCapacity: (bytes.count + 2) / 3 * 4) { output in
      bytes.withUnsafeBufferPointer { bytes in output.baseAddress.map { encode(bytes, to: $0) } ?? 0 }
    }
  }

  /// Writes four characters of the standard alphabet for every three bytes, with padding.
  ///
  /// - Returns: How many characters were written.
  package static func encode(_ bytes: UnsafeBufferPointer<UInt8>, to output: UnsafeMutablePointer<UInt8>) -> Int {
    let alphabet = standardAlphabet.utf8Start
    var (place, target) = (0, output)
    func character(_ bits: UInt32) -> UInt8 { alphabet[Int(bits & 63)] }
    while place + 3 <= bytes.count {
      let bits = UInt32(bytes[place]) << 16 | UInt32(bytes[place + 1]) << 8 | UInt32(bytes[place + 2])
      target[0] = character(bits >> 18)
      target[1] = character(bits >> 12)
      target[2] = character(bits >> 6)
      target[3] = character(bits)
      place += 3
      target += 4
    }
    let rest = bytes.count - place
    if rest > 0 {
      let bits = UInt32(bytes[place]) << 16 | (rest == 2 ? UInt32(bytes[place + 1]) << 8 : 0)
      target[0] = character(bits >> 18)
      target[1] = character(bits >> 12)
      target[2] = rest == 2 ? character(bits >> 6) : UInt8(ascii: "=")
      target[3] = UInt8(ascii: "=")
      target += 4
    }
    return target - output
  }

  /// Puts the bytes that characters stand for in their place. Both alphabets are read, padding may be left out, and bits
  /// that are too many for a byte are ignored, as Protobuf asks for.
  ///
  /// - Returns: How many bytes there are; nil, and anything in their place, if the characters are no base64.
  package static func decode(inPlace text: UnsafeMutablePointer<UInt8>, count: Int) -> Int? {
    var length = count
    while length > 0, count - length < 2, text[length - 1] == UInt8(ascii: "=") { length -= 1 }
    guard length % 4 != 1, length == count || count % 4 == 0 else { return nil }
    return values.withUnsafeBufferPointer { values in
      var (place, target) = (0, 0)
      var wrong: UInt8 = 0
      while place + 4 <= length {
        let (first, second) = (values[Int(text[place])], values[Int(text[place + 1])])
        let (third, fourth) = (values[Int(text[place + 2])], values[Int(text[place + 3])])
        wrong |= first | second | third | fourth
        text[target] = first << 2 | second >> 4
        text[target + 1] = second << 4 | third >> 2
        text[target + 2] = third << 6 | fourth
        place += 4
        target += 3
      }
      if place < length {
        let (first, second) = (values[Int(text[place])], values[Int(text[place + 1])])
        wrong |= first | second
        text[target] = first << 2 | second >> 4
        target += 1
        if place + 2 < length {
          let third = values[Int(text[place + 2])]
          wrong |= third
          text[target] = second << 4 | third >> 2
          target += 1
        }
      }
      return wrong < 64 ? target : nil
    }
  }

  private static var standardAlphabet: StaticString {
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
  }

  /// What each character stands for; 255 for those of neither alphabet.
  private static let values: [UInt8] = {
    var values = [UInt8](repeating: 255, count: 256)
    for value in 0..<64 { values[Int(standardAlphabet.utf8Start[value])] = UInt8(value) }
    values[Int(UInt8(ascii: "-"))] = 62
    values[Int(UInt8(ascii: "_"))] = 63
    return values
  }()
}
