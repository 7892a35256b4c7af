/// What options are set on.
enum OptionTarget: String, Hashable, Sendable, CaseIterable {
  case file = "TARGET_TYPE_FILE"
  case extensionRange = "TARGET_TYPE_EXTENSION_RANGE"
  case message = "TARGET_TYPE_MESSAGE"
  case field = "TARGET_TYPE_FIELD"
  case oneof = "TARGET_TYPE_ONEOF"
  case enumeration = "TARGET_TYPE_ENUM"
  case enumValue = "TARGET_TYPE_ENUM_ENTRY"
  case service = "TARGET_TYPE_SERVICE"
  case method = "TARGET_TYPE_METHOD"

  /// The full name of the message that holds the options.
  var optionsMessage: String {
    switch self {
    case .file: "google.protobuf.FileOptions"
    case .extensionRange: "google.protobuf.ExtensionRangeOptions"
    case .message: "google.protobuf.MessageOptions"
    case .field: "google.protobuf.FieldOptions"
    case .oneof: "google.protobuf.OneofOptions"
    case .enumeration: "google.protobuf.EnumOptions"
    case .enumValue: "google.protobuf.EnumValueOptions"
    case .service: "google.protobuf.ServiceOptions"
    case .method: "google.protobuf.MethodOptions"
    }
  }

  /// What it is, for errors.
  var noun: String {
    switch self {
    case .file: "files"
    case .extensionRange: "extension ranges"
    case .message: "messages"
    case .field: "fields"
    case .oneof: "oneofs"
    case .enumeration: "enums"
    case .enumValue: "enum values"
    case .service: "services"
    case .method: "methods"
    }
  }
}
