/// A change that the compatibility levels accept, and that breaks somebody all the same: readers that misread data, readers
/// of JSON, or programs compiled against the file.
///
/// The registry's verdict does not depend on them; `martlet check` tells of them, and each can be switched off by name.
public enum ProtobufRule: String, Hashable, Sendable, CaseIterable {
  case numberNotReserved = "NUMBER_NOT_RESERVED"
  case nameNotReserved = "NAME_NOT_RESERVED"
  case reservedNumberUsed = "RESERVED_NUMBER_USED"
  case reservedNameUsed = "RESERVED_NAME_USED"
  case reservationRemoved = "RESERVATION_REMOVED"
  case fieldNumberChanged = "FIELD_NUMBER_CHANGED"
  case fieldRepetitionChanged = "FIELD_REPETITION_CHANGED"
  case fieldRangeChanged = "FIELD_RANGE_CHANGED"
  case fieldEnumChanged = "FIELD_ENUM_CHANGED"
  case fieldEncodingChanged = "FIELD_ENCODING_CHANGED"
  case fieldPresenceChanged = "FIELD_PRESENCE_CHANGED"
  case fieldRequiredChanged = "FIELD_REQUIRED_CHANGED"
  case fieldDefaultChanged = "FIELD_DEFAULT_CHANGED"
  case fieldPackingChanged = "FIELD_PACKING_CHANGED"
  case fieldOneofChanged = "FIELD_ONEOF_CHANGED"
  case utf8CheckAdded = "UTF8_CHECK_ADDED"
  case enumDefaultChanged = "ENUM_DEFAULT_CHANGED"
  case enumNumberChanged = "ENUM_NUMBER_CHANGED"
  case enumOpennessChanged = "ENUM_OPENNESS_CHANGED"

  case jsonNameChanged = "JSON_NAME_CHANGED"
  case jsonTypeChanged = "JSON_TYPE_CHANGED"
  case enumValueRenamed = "ENUM_VALUE_RENAMED"
  case enumValueRemoved = "ENUM_VALUE_REMOVED"

  case fieldRenamed = "FIELD_RENAMED"
  case fieldRemoved = "FIELD_REMOVED"
  case fieldTypeChanged = "FIELD_TYPE_CHANGED"
  case typeMoved = "TYPE_MOVED"
  case typeRemoved = "TYPE_REMOVED"
  case oneofRemoved = "ONEOF_REMOVED"
  case extensionRemoved = "EXTENSION_REMOVED"
  case extensionRangeRemoved = "EXTENSION_RANGE_REMOVED"
  case serviceRemoved = "SERVICE_REMOVED"
  case methodRemoved = "METHOD_REMOVED"
  case methodChanged = "METHOD_CHANGED"
  case fileOptionChanged = "FILE_OPTION_CHANGED"

  /// Whom a change breaks.
  public enum Effect: String, Hashable, Sendable, CaseIterable {
    /// Records are, or may later be, read as something else than was written.
    case data
    /// Records as JSON look different.
    case json
    /// Programs that use generated code do not compile any more, or call what is gone.
    case source
  }

  /// Whom the change breaks.
  public var effect: Effect {
    switch self {
    case .numberNotReserved, .nameNotReserved, .reservedNumberUsed, .reservedNameUsed, .reservationRemoved,
      .fieldNumberChanged, .fieldRepetitionChanged, .fieldRangeChanged, .fieldEnumChanged, .fieldEncodingChanged,
      .fieldPresenceChanged, .fieldRequiredChanged, .fieldDefaultChanged, .fieldPackingChanged, .fieldOneofChanged,
      .utf8CheckAdded, .enumDefaultChanged, .enumNumberChanged, .enumOpennessChanged:
      .data
    case .jsonNameChanged, .jsonTypeChanged, .enumValueRenamed, .enumValueRemoved:
      .json
    case .fieldRenamed, .fieldRemoved, .fieldTypeChanged, .typeMoved, .typeRemoved, .oneofRemoved, .extensionRemoved,
      .extensionRangeRemoved, .serviceRemoved, .methodRemoved, .methodChanged, .fileOptionChanged:
      .source
    }
  }

  /// A sentence that says why the change breaks something.
  public var explanation: String {
    switch self {
    case .numberNotReserved:
      "a number that is free again may be given to something else, as which old data is then read"
    case .nameNotReserved: "a name that is free again may be given to something else, as which old JSON is then read"
    case .reservedNumberUsed: "data that was written when the number meant something else is read as this"
    case .reservedNameUsed: "JSON that was written when the name meant something else is read as this"
    case .reservationRemoved: "nothing keeps the number or name from being used again for something else"
    case .fieldNumberChanged: "data holds numbers and no names: what was written under the old number is not found"
    case .fieldRepetitionChanged:
      "of several values a reader without `repeated` keeps the last, and numbers may be unreadable"
    case .fieldRangeChanged: "values that the smaller type cannot hold are cut off without an error"
    case .fieldEnumChanged: "the numbers stay, and mean other values"
    case .fieldEncodingChanged: "a group is written in another way than a message or a scalar"
    case .fieldPresenceChanged: "whether the field was set can be told in one version and not in the other"
    case .fieldRequiredChanged: "a reader that requires the field refuses records without it"
    case .fieldDefaultChanged: "records that do not set the field are read with another value"
    case .fieldPackingChanged: "old and simple readers know one of the two ways to write repeated numbers only"
    case .fieldOneofChanged: "setting one field of a oneof clears the others"
    case .utf8CheckAdded: "text that is not UTF-8 could be written before, and is refused now"
    case .enumDefaultChanged: "the first value is what a field is that was not set"
    case .enumNumberChanged:
      "data holds the numbers of values: what was written under the old one has another name, or none"
    case .enumOpennessChanged: "unknown values are kept as numbers by open enums, and put aside by closed ones"
    case .jsonNameChanged: "records as JSON have another key"
    case .jsonTypeChanged: "records as JSON have another kind of value"
    case .enumValueRenamed: "records as JSON, and programs, call values by their names"
    case .enumValueRemoved: "JSON with the value's name is refused, and programs that use it do not compile"
    case .fieldRenamed: "programs call fields by their names"
    case .fieldRemoved: "programs that use the field do not compile"
    case .fieldTypeChanged: "programs get a value of another type"
    case .typeMoved: "generated code has the type in another place, and `Any` another type URL"
    case .typeRemoved: "programs that use the type do not compile"
    case .oneofRemoved: "generated code has a type for the oneof"
    case .extensionRemoved: "programs that use the extension do not compile, and it is an unknown field"
    case .extensionRangeRemoved: "extensions with these numbers, in whatever file, cannot be compiled any more"
    case .serviceRemoved: "callers find no such service"
    case .methodRemoved: "callers find no such method"
    case .methodChanged: "callers send and expect other messages"
    case .fileOptionChanged: "generated code has another name or place"
    }
  }

  /// What the author of the new version can do.
  public var remedy: String {
    switch self {
    case .numberNotReserved: "add the number to a `reserved` statement"
    case .nameNotReserved: "add the name to a `reserved` statement"
    case .reservedNumberUsed: "take a number that was never used"
    case .reservedNameUsed: "take a name that was never used"
    case .reservationRemoved: "keep the `reserved` statement"
    case .fieldNumberChanged, .enumNumberChanged: "keep the number"
    case .fieldRepetitionChanged, .fieldRangeChanged, .fieldEnumChanged, .fieldEncodingChanged, .fieldTypeChanged,
      .jsonTypeChanged:
      "keep the field as it is, and add one with a number of its own"
    case .fieldPresenceChanged, .fieldRequiredChanged: "keep the label"
    case .fieldDefaultChanged: "keep the default"
    case .fieldPackingChanged: "keep the option `packed`"
    case .fieldOneofChanged: "keep the field where it is"
    case .utf8CheckAdded: "keep the type `bytes`, or make sure that all data is UTF-8"
    case .enumDefaultChanged: "keep the first value in its place"
    case .enumOpennessChanged: "keep the enum's kind, by `option features.enum_type` if need be"
    case .jsonNameChanged: "keep the key by the option `json_name`"
    case .enumValueRenamed: "keep the old name, the new one can be its alias (`option allow_alias = true;`)"
    case .enumValueRemoved: "keep the value with `[deprecated = true]`"
    case .fieldRenamed: "keep the name"
    case .fieldRemoved: "keep the field with `[deprecated = true]`"
    case .typeMoved: "keep the package, or add a new field for the new type"
    case .typeRemoved: "keep the type with `option deprecated = true;`"
    case .oneofRemoved: "keep the oneof's name"
    case .extensionRemoved: "keep the extension with `[deprecated = true]`"
    case .extensionRangeRemoved: "keep the range"
    case .serviceRemoved, .methodRemoved: "keep it with `option deprecated = true;`"
    case .methodChanged: "keep the method as it is, and add another one"
    case .fileOptionChanged: "keep the option"
    }
  }
}
