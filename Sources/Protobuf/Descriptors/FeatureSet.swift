import SchemaCore

/// The features of editions that are in force at one place of a file. Raw values are those of
/// `google.protobuf.FeatureSet`.
///
/// proto2 and proto3 are editions with fixed features. Source of the rules: protobuf.dev, Feature Settings for Editions.
public struct FeatureSet: Hashable, Sendable {
  public enum FieldPresence: Int32, Hashable, Sendable { case explicit = 1, implicit, legacyRequired }
  public enum EnumType: Int32, Hashable, Sendable { case open = 1, closed }
  public enum RepeatedFieldEncoding: Int32, Hashable, Sendable { case packed = 1, expanded }
  public enum UTF8Validation: Int32, Hashable, Sendable { case verify = 2, none }
  public enum MessageEncoding: Int32, Hashable, Sendable { case lengthPrefixed = 1, delimited }
  public enum JSONFormat: Int32, Hashable, Sendable { case allow = 1, legacyBestEffort }

  public var fieldPresence: FieldPresence
  public var enumType: EnumType
  public var repeatedFieldEncoding: RepeatedFieldEncoding
  public var utf8Validation: UTF8Validation
  public var messageEncoding = MessageEncoding.lengthPrefixed
  public var jsonFormat: JSONFormat

  /// What is in force where nothing else is said.
  public init(edition: Edition) {
    switch edition {
    case .proto2:
      fieldPresence = .explicit
      enumType = .closed
      repeatedFieldEncoding = .expanded
      utf8Validation = .none
      jsonFormat = .legacyBestEffort
    case .proto3:
      fieldPresence = .implicit
      enumType = .open
      repeatedFieldEncoding = .packed
      utf8Validation = .verify
      jsonFormat = .allow
    case .edition2023:
      fieldPresence = .explicit
      enumType = .open
      repeatedFieldEncoding = .packed
      utf8Validation = .verify
      jsonFormat = .allow
    }
  }
}

extension FeatureSet {
  /// The declarations that have options, by the number of `features` in those.
  enum Declaration: Int32 {
    case file = 50
    case message = 12
    case field = 21
    case oneof = 1
    case enumeration = 7
  }

  /// These features, overridden by those that the options of a declaration set. Values that are not known change nothing.
  ///
  /// - Throws: `CodecError` if the options are not a serialized message.
  func overridden(by options: OptionsDescriptor, of declaration: Declaration) throws(CodecError) -> FeatureSet {
    var result = self
    var reader = WireReader(options.bytes)
    while let field = try reader.next() {
      if field.number == declaration.rawValue { try result.set(from: WireReader(field.contents())) }
    }
    return result
  }

  private mutating func set(from features: WireReader) throws(CodecError) {
    var reader = features
    while let field = try reader.next() {
      switch field.number {
      case 1: fieldPresence = FieldPresence(rawValue: try field.int32()) ?? fieldPresence
      case 2: enumType = EnumType(rawValue: try field.int32()) ?? enumType
      case 3: repeatedFieldEncoding = RepeatedFieldEncoding(rawValue: try field.int32()) ?? repeatedFieldEncoding
      case 4: utf8Validation = UTF8Validation(rawValue: try field.int32()) ?? utf8Validation
      case 5: messageEncoding = MessageEncoding(rawValue: try field.int32()) ?? messageEncoding
      case 6: jsonFormat = JSONFormat(rawValue: try field.int32()) ?? jsonFormat
      default: break  // features of one language
      }
    }
  }
}
