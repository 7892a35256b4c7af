import SchemaCore

extension TextFormatWriter {
  /// How deep bytes are taken for messages that may just look like it.
  private static let maximumNesting = 10

  /// Writes fields that no type knows, under their numbers. Bytes that could be a message are shown as one.
  mutating func writeUnknown(_ bytes: ArraySlice<UInt8>, nesting: Int) throws(CodecError) {
    var reader = WireReader(bytes)
    while let field = try reader.next() {
      switch field.value {
      case .varint(let value): try line("\(field.number): \(value)")
      case .fixed32(let value): try line("\(field.number): 0x\(hexadecimal(UInt64(value), digits: 8))")
      case .fixed64(let value): try line("\(field.number): 0x\(hexadecimal(value, digits: 16))")
      case .group(let contents):
        try open("\(field.number)")
        try writeUnknown(contents, nesting: nesting + 1)
        try close()
      case .lengthDelimited(let contents):
        if nesting < Self.maximumNesting && !contents.isEmpty && isMessage(contents) {
          try open("\(field.number)")
          try writeUnknown(contents, nesting: nesting + 1)
          try close()
        } else {
          try line("\(field.number): " + TextFormatScalar.quoted(contents, isText: false))
        }
      }
    }
  }

  private func isMessage(_ bytes: ArraySlice<UInt8>) -> Bool {
    var reader = WireReader(bytes)
    do throws(CodecError) {
      while try reader.next() != nil {}
      return true
    } catch {
      return false
    }
  }

  private func hexadecimal(_ value: UInt64, digits: Int) -> String {
    let text = String(value, radix: 16)
    return String(repeating: "0", count: digits - text.count) + text
  }
}
