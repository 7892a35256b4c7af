/// A field or an extension of a linked file. Holds what `google.protobuf.FieldDescriptorProto` holds, and the features
/// that are in force for it.
public struct FieldDescriptor: Hashable, Sendable {
  /// For groups the lower-case name.
  public var name: String
  /// 1 to 536,870,911.
  public var number: Int32
  public var label: FieldLabel
  public var type: FieldType
  /// For extensions the full name of the message that is extended, without a leading dot.
  public var extendee: String?
  /// The default as `FieldDescriptorProto.default_value` writes it: numbers in decimal, enum values by name, bytes
  /// C-escaped; nil if the text gives none.
  public var defaultValue: String?
  /// The index of the field's oneof among the message's `oneofs`.
  public var oneofIndex: Int?
  /// The name in JSON: the one given, or the lower camel case of `name`. Extensions are not named by it.
  public var jsonName: String = ""
  /// False if a serialized descriptor gives no name in JSON, so that `jsonName` had to be made.
  public var isJSONNameStated = true
  /// True for a proto3 field with the label `optional`, which is the only member of a oneof made for it.
  public var isProto3Optional = false
  public var options = OptionsDescriptor()
  /// The features in force: the edition's, overridden by file, messages, oneof and field.
  public var features: FieldFeatures

  public init(name: String, number: Int32, label: FieldLabel, type: FieldType, features: FieldFeatures) {
    self.name = name
    self.number = number
    self.label = label
    self.type = type
    self.features = features
  }
}

/// The type of a linked field. Names are full names without a leading dot.
public enum FieldType: Hashable, Sendable {
  case scalar(ScalarType)
  case message(String)
  /// A message between a start and an end tag: a proto2 group, or a field with `features.message_encoding = DELIMITED`.
  case group(String)
  case enumeration(String)
}

/// What the edition's features say about a field.
public struct FieldFeatures: Hashable, Sendable {
  public enum Presence: Hashable, Sendable {
    /// Set or not set, whatever the value.
    case explicit
    /// Not set is the same as the default value, which is not written.
    case implicit
    case required
  }
  public var presence: Presence
  /// Repeated numbers are written in one length-delimited field.
  public var isPacked: Bool
  /// Text that is not UTF-8 is refused.
  public var validatesUTF8: Bool
  /// For enum fields: a number without a name is kept as unknown field instead of as value.
  public var isClosedEnum: Bool

  public init(presence: Presence, isPacked: Bool, validatesUTF8: Bool, isClosedEnum: Bool) {
    self.presence = presence
    self.isPacked = isPacked
    self.validatesUTF8 = validatesUTF8
    self.isClosedEnum = isClosedEnum
  }
}
