/// The value of a fixed.
public struct AvroFixedValue: Sendable {
  public let type: AvroFixedType
  /// As many bytes as the type says.
  public let bytes: [UInt8]

  /// A value of these bytes; nil if their count is not the type's.
  public init?(_ type: AvroFixedType, bytes: [UInt8]) {
    guard bytes.count == type.size else { return nil }
    self.init(type, checked: bytes)
  }

  init(_ type: AvroFixedType, checked bytes: [UInt8]) {
    self.type = type
    self.bytes = bytes
  }
}

extension AvroFixedValue: Hashable {
  public static func == (left: AvroFixedValue, right: AvroFixedValue) -> Bool {
    left.type.name == right.type.name && left.bytes == right.bytes
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(type.name)
    hasher.combine(bytes)
  }
}
