/// The kinds of Avro types (Avro 1.12 specification, Schema Declaration).
///
/// A named type is defined once and then used by its name, so the tree is finite even for recursive types.
public indirect enum AvroType: Hashable, Sendable {
  case null, boolean, int, long, float, double, bytes, string
  case array(AvroSchema)
  case map(AvroSchema)
  case union([AvroSchema])
  case record(AvroRecord)
  case enumeration(AvroEnum)
  case fixed(AvroFixed)
  /// A use of a type that is defined elsewhere: earlier in the text, around this place, or in a reference.
  case named(AvroName)

  /// The primitive type of this name, such as `int`.
  public init?(primitive name: String) {
    switch name {
    case "null": self = .null
    case "boolean": self = .boolean
    case "int": self = .int
    case "long": self = .long
    case "float": self = .float
    case "double": self = .double
    case "bytes": self = .bytes
    case "string": self = .string
    default: return nil
    }
  }

  /// The word that stands for this type in the attribute `type`; nil for unions, which have none, and for uses of
  /// named types.
  public var keyword: String? {
    switch self {
    case .null: "null"
    case .boolean: "boolean"
    case .int: "int"
    case .long: "long"
    case .float: "float"
    case .double: "double"
    case .bytes: "bytes"
    case .string: "string"
    case .array: "array"
    case .map: "map"
    case .record(let record): record.isError ? "error" : "record"
    case .enumeration: "enum"
    case .fixed: "fixed"
    case .union, .named: nil
    }
  }
}

extension AvroType {
  /// The aliases of a definition.
  var aliases: [AvroName] {
    switch self {
    case .record(let record): record.aliases
    case .enumeration(let enumeration): enumeration.aliases
    case .fixed(let fixed): fixed.aliases
    default: []
    }
  }
}
