public import SchemaCore

/// What the ProtoJSON format leaves open (ProtoJSON format, JSON Options).
public struct ProtoJSONOptions: Hashable, Sendable {
  /// Fields are written under the names that the schema gives them, not in lower camel case or under their `json_name`.
  /// Both are always read.
  public var preservesFieldNames: Bool
  /// Fields without presence are written also where they are zero or empty, and so are empty lists and maps.
  public var writesDefaults: Bool
  /// Numbers of 64 bits are written as text, as the format asks for, because many programs read every number as a double.
  public var quotesLongs: Bool
  /// Members that are no fields are stepped over, and so are the names of enum values that are none.
  public var ignoresUnknownFields: Bool
  /// A `google.protobuf.Any` whose type is not known is written and read with its bytes in base64 as `value`, instead
  /// of being refused.
  public var keepsUnknownAny: Bool
  /// The fields of the outermost message are read from texts too, as they stand in the cells of a table: an empty text
  /// is no value, truth values are read in any case, and lists, maps and messages are JSON text.
  public var readsCells: Bool

  public init(
    preservesFieldNames: Bool = false, writesDefaults: Bool = false, quotesLongs: Bool = true,
    ignoresUnknownFields: Bool = false, keepsUnknownAny: Bool = false, readsCells: Bool = false
  ) {
    self.preservesFieldNames = preservesFieldNames
    self.writesDefaults = writesDefaults
    self.quotesLongs = quotesLongs
    self.ignoresUnknownFields = ignoresUnknownFields
    self.keepsUnknownAny = keepsUnknownAny
    self.readsCells = readsCells
  }

  /// The options that go with a form of records.
  ///
  /// The form of the specification is ProtoJSON as it is. The others are for people and for programs that know nothing of the
  /// format: the names of the schema, which people know and which the tools around Kafka print, every field that is
  /// always there, and whole numbers as numbers.
  public init(_ form: JSONForm) {
    switch form {
    case .specification: self.init()
    case .plain: self.init(preservesFieldNames: true, writesDefaults: true, quotesLongs: false, keepsUnknownAny: true)
    case .cells:
      self.init(
        preservesFieldNames: true, writesDefaults: true, quotesLongs: false, keepsUnknownAny: true, readsCells: true)
    }
  }
}
