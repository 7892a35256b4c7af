public import SchemaCore

/// One field as it stands in bytes.
public struct WireField: Sendable {
  /// 1 to 536,870,911.
  public let number: Int32
  public let value: WireValue
  /// All bytes of the field, the tag included: what is kept of a field that is not known.
  public let bytes: ArraySlice<UInt8>
}

/// The value of a field as its wire type tells it.
public enum WireValue: Sendable {
  case varint(UInt64)
  case fixed64(UInt64)
  case fixed32(UInt32)
  case lengthDelimited(ArraySlice<UInt8>)
  /// What stands between the start and the end of a group.
  case group(ArraySlice<UInt8>)
}

/// How the value of a field is written. Raw values are those in tags.
public enum WireType: UInt8, Sendable {
  case varint = 0
  case fixed64 = 1
  case lengthDelimited = 2
  case startGroup = 3
  case endGroup = 4
  case fixed32 = 5
}

/// A field's number and the way in which its value is written.
struct WireTag {
  var number: Int32
  var type: WireType

  init(_ number: Int32, _ type: WireType) {
    self.number = number
    self.type = type
  }

  init?(_ raw: UInt64) {
    guard let type = WireType(rawValue: UInt8(raw & 7)), case 1...WireTag.maximumNumber = raw >> 3 else { return nil }
    self.init(Int32(raw >> 3), type)
  }

  var raw: UInt64 { UInt64(UInt32(bitPattern: number)) << 3 | UInt64(type.rawValue) }

  /// The greatest field number that there is.
  static let maximumNumber: UInt64 = 0x1FFF_FFFF
}

extension WireField {
  /// The value as text.
  ///
  /// - Throws: `CodecError` if it is no text in UTF-8.
  public func text() throws(CodecError) -> String {
    guard let text = String(validating: try contents(), as: UTF8.self) else {
      throw CodecError(.malformed, "the text of field \(number) is not UTF-8", byteOffset: bytes.startIndex)
    }
    return text
  }

  /// The bytes of a text, a message, a group or packed numbers.
  ///
  /// - Throws: `CodecError` if the value is a number.
  public func contents() throws(CodecError) -> ArraySlice<UInt8> {
    switch value {
    case .lengthDelimited(let contents), .group(let contents): return contents
    case .varint, .fixed64, .fixed32: throw mismatch("a number", "text or a message")
    }
  }

  /// The value as a whole number of 32 bits; higher bits are dropped.
  ///
  /// - Throws: `CodecError` if it is not of variable length.
  public func int32() throws(CodecError) -> Int32 { Int32(truncatingIfNeeded: try varint()) }

  /// The value as a truth value.
  ///
  /// - Throws: `CodecError` if it is not of variable length.
  public func bool() throws(CodecError) -> Bool { try varint() != 0 }

  /// The value as whole numbers, be they packed or not; higher bits than 32 are dropped.
  ///
  /// - Throws: `CodecError` if they are not of variable length.
  public func int32s() throws(CodecError) -> [Int32] {
    guard case .lengthDelimited(let contents) = value else { return [try int32()] }
    var numbers: [Int32] = []
    var reader = WireReader(contents)
    while let number = try reader.nextVarint() { numbers.append(Int32(truncatingIfNeeded: number)) }
    return numbers
  }

  private func varint() throws(CodecError) -> UInt64 {
    guard case .varint(let number) = value else { throw mismatch("something else", "a variable-length number") }
    return number
  }

  private func mismatch(_ found: String, _ expected: String) -> CodecError {
    CodecError(.malformed, "field \(number) is \(found), not \(expected)", byteOffset: bytes.startIndex)
  }
}
