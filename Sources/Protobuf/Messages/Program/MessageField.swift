/// A field of a message type, or an extension of it that is known, as programs refer to it.
public struct MessageField: Sendable {
  /// What one value is.
  public enum Kind: Sendable {
    case scalar(ScalarType)
    case enumeration(EnumType)
    /// The place of the type among `ProtobufProgram.types`.
    case message(Int)
    /// The same for a message that stands between a start and an end tag.
    case group(Int)
  }

  /// The name; for extensions the full name in brackets, as text format and JSON write it.
  public let name: String
  /// The name in JSON; for extensions the same as `name`.
  public let jsonName: String
  public let number: Int32
  /// The place among the fields of the message type, which are sorted by number.
  public let index: Int
  public let kind: Kind
  /// True for maps too, whose values are messages with the fields 1, the key, and 2, the value.
  public let isRepeated: Bool
  public let isMap: Bool
  public let isExtension: Bool
  public let presence: FieldFeatures.Presence
  /// True if repeated numbers are written in one length-delimited field.
  public let isPacked: Bool
  /// For text: true if it must be UTF-8.
  public let validatesUTF8: Bool
  /// For enums: true if a number without a name is kept as unknown field.
  public let isClosedEnum: Bool
  /// The place of the field's oneof among `MessageType.oneofs`; nil too for the one made for a proto3 `optional`.
  public let oneof: Int?
  /// What is read where nothing is set.
  let defaultValue: FieldDefault
  /// The place of the value in a row.
  let slot: Int
  /// The slot of the row that says which member of the oneof is set; 0 if there is no oneof.
  let oneofSlot: Int

  /// The place of the message type among `ProtobufProgram.types`; nil for scalars and enums.
  public var messageType: Int? {
    switch kind {
    case .message(let place), .group(let place): place
    case .scalar, .enumeration: nil
    }
  }
}

/// A oneof of a message type.
public struct MessageOneof: Sendable {
  public let name: String
  /// The places of its fields among the message's.
  public let fields: [Int]
  /// The slot of a row that says which of them is set.
  let slot: Int
}
