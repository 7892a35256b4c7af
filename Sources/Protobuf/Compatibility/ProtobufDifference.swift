/// One difference between two versions of a schema: the original, which data was written with, and the update, which it
/// is to be read with.
public struct ProtobufDifference: Hashable, Sendable {
  /// What differs. Raw values are the names that registry clients know.
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    case packageChanged = "PACKAGE_CHANGED"
    case messageAdded = "MESSAGE_ADDED"
    case messageMoved = "MESSAGE_MOVED"
    case messageRemoved = "MESSAGE_REMOVED"
    case enumAdded = "ENUM_ADDED"
    case enumRemoved = "ENUM_REMOVED"
    case enumValueAdded = "ENUM_CONST_ADDED"
    case enumValueRenamed = "ENUM_CONST_CHANGED"
    case enumValueRemoved = "ENUM_CONST_REMOVED"
    case fieldAdded = "FIELD_ADDED"
    case fieldRemoved = "FIELD_REMOVED"
    case fieldRenamed = "FIELD_NAME_CHANGED"
    case fieldKindChanged = "FIELD_KIND_CHANGED"
    case fieldScalarKindChanged = "FIELD_SCALAR_KIND_CHANGED"
    case fieldNamedTypeChanged = "FIELD_NAMED_TYPE_CHANGED"
    case fieldNumericLabelChanged = "FIELD_NUMERIC_LABEL_CHANGED"
    case fieldStringOrBytesLabelChanged = "FIELD_STRING_OR_BYTES_LABEL_CHANGED"
    case requiredFieldAdded = "REQUIRED_FIELD_ADDED"
    case requiredFieldRemoved = "REQUIRED_FIELD_REMOVED"
    case oneofAdded = "ONEOF_ADDED"
    case oneofRemoved = "ONEOF_REMOVED"
    case oneofFieldAdded = "ONEOF_FIELD_ADDED"
    case oneofFieldRemoved = "ONEOF_FIELD_REMOVED"
    case oneofFieldMovedToTopLevel = "ONEOF_FIELD_MOVED_TO_TOP_LEVEL"
    case multipleFieldsMovedToOneof = "MULTIPLE_FIELDS_MOVED_TO_ONEOF"
    case fieldMovedToExistingOneof = "FIELD_MOVED_TO_EXISTING_ONEOF"
    /// The schemas are too large to be compared.
    case comparisonLimit = "COMPARISON_LIMIT"

    /// True if the update reads the original's data all the same.
    public var isCompatible: Bool {
      switch self {
      case .messageAdded, .messageMoved, .enumAdded, .enumRemoved, .enumValueAdded, .enumValueRenamed,
        .enumValueRemoved, .fieldAdded, .fieldRemoved, .fieldRenamed, .fieldStringOrBytesLabelChanged, .oneofAdded,
        .oneofRemoved, .oneofFieldAdded, .oneofFieldMovedToTopLevel:
        true
      case .packageChanged, .messageRemoved, .fieldKindChanged, .fieldScalarKindChanged, .fieldNamedTypeChanged,
        .fieldNumericLabelChanged, .requiredFieldAdded, .requiredFieldRemoved, .oneofFieldRemoved,
        .multipleFieldsMovedToOneof, .fieldMovedToExistingOneof, .comparisonLimit:
        false
      }
    }
  }

  /// What differs.
  public var kind: Kind
  /// Where: `#/`, then the names of the enclosing messages, of the oneof, and the number of the field or value, joined by
  /// `/`. Differences within an imported type begin at that type.
  public var path: String
  /// What it is about, as people name it, such as `field "amount" (3) of message Order`.
  public var subject: String
  /// What the subject is in the original, such as a type or a label; nil where that says nothing.
  public var original: String?
  /// What the subject is in the update.
  public var update: String?

  init(_ kind: Kind, at path: [String], _ subject: String, original: String? = nil, update: String? = nil) {
    self.kind = kind
    self.path = "#/" + path.joined(separator: "/")
    self.subject = subject
    self.original = original
    self.update = update
  }

  /// The end of a comparison that takes too long.
  static let tooLarge = ProtobufDifference(.comparisonLimit, at: [], "the file")
}
