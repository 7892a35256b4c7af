/// Mail addresses (RFC 5321, 4.1.2, and RFC 6531 for those of other scripts).
enum MailAddress {
  static func isValid(_ text: UnsafeBufferPointer<UInt8>, isInternational: Bool) -> Bool {
    guard let at = text.lastIndex(of: UInt8(ascii: "@")) else { return false }
    let local = text[..<at]
    let domain = UnsafeBufferPointer(rebasing: text[(at + 1)...])
    guard isLocalPart(local, isInternational) else { return false }
    if domain.first == UInt8(ascii: "["), domain.last == UInt8(ascii: "]") {
      return isAddress(UnsafeBufferPointer(rebasing: domain.dropFirst().dropLast()))
    }
    return isInternational ? HostName.isValidInternational(domain) : HostName.isValid(domain)
  }

  private static func isLocalPart(_ part: Slice<UnsafeBufferPointer<UInt8>>, _ isInternational: Bool) -> Bool {
    if part.count >= 2, part.first == 0x22, part.last == 0x22 {
      var isEscaped = false
      for byte in part.dropFirst().dropLast() {
        if byte < 0x20 || byte == 0x7F || byte >= 0x80 && !isInternational { return false }
        if isEscaped {
          isEscaped = false
        } else if byte == 0x5C {
          isEscaped = true
        } else if byte == 0x22 {
          return false
        }
      }
      return !isEscaped
    }
    return part.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).allSatisfy { atom in
      !atom.isEmpty && atom.allSatisfy { isAtomByte($0) || $0 >= 0x80 && isInternational }
    }
  }

  private static func isAtomByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: "!#$%&'*+-/=?^_`{|}~".utf8.contains(byte)
    }
  }

  private static func isAddress(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    if text.prefix(5).elementsEqual("IPv6:".utf8) {
      var reader = FormatReader(UnsafeBufferPointer(rebasing: text.dropFirst(5)))
      return reader.takeIPv6() && reader.isAtEnd
    }
    var reader = FormatReader(text)
    return reader.takeIPv4() && reader.isAtEnd
  }
}
