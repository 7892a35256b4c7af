import SchemaCore

/// Bytes read as a Protobuf message of which nothing is known but that it is one.
///
/// Source: Protocol Buffers, Encoding. Groups are left out: hardly anything writes them, and with them much more passes
/// for a message that is none.
struct ProtobufShape: CustomStringConvertible {
  private var fields: [String] = []
  private var count = 0

  /// How many fields are told.
  private static let shownFields = 8
  private static let largestNumber: UInt64 = (1 << 29) - 1

  /// Nil if the bytes are no message, or the empty one.
  init?(_ bytes: [UInt8]) {
    var rest = bytes[...]
    while !rest.isEmpty {
      guard let tag = Self.varint(&rest), (1...Self.largestNumber).contains(tag >> 3),
        let kind = Self.takeValue(wireType: tag & 7, &rest)
      else { return nil }
      count += 1
      if fields.count < Self.shownFields { fields.append("\(tag >> 3) \(kind)") }
    }
    if count == 0 { return nil }
  }

  /// Such as `1 text, 2 number`.
  var description: String {
    fields.joined(separator: ", ") + (count > fields.count ? ", and \(count - fields.count) more" : "")
  }

  private static func takeValue(wireType: UInt64, _ rest: inout ArraySlice<UInt8>) -> String? {
    switch wireType {
    case 0: return varint(&rest) == nil ? nil : "number"
    case 1: return skip(8, &rest) ? "8 bytes" : nil
    case 5: return skip(4, &rest) ? "4 bytes" : nil
    case 2:
      guard let length = varint(&rest), length <= UInt64(rest.count) else { return nil }
      let value = Array(rest.prefix(Int(length)))
      rest = rest.dropFirst(Int(length))
      let text = String(validating: value, as: UTF8.self)
      return text?.unicodeScalars.contains { $0.value < 32 } == false ? "text" : "bytes or message"
    default: return nil
    }
  }

  private static func skip(_ count: Int, _ rest: inout ArraySlice<UInt8>) -> Bool {
    guard rest.count >= count else { return false }
    rest = rest.dropFirst(count)
    return true
  }

  private static func varint(_ rest: inout ArraySlice<UInt8>) -> UInt64? {
    var value: UInt64 = 0
    for shift in stride(from: UInt64(0), to: 70, by: 7) {
      guard let byte = rest.popFirst() else { return nil }
      value |= UInt64(byte & 0x7F) << shift
      if byte & 0x80 == 0 { return value }
    }
    return nil
  }
}
