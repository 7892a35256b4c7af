public import SchemaCore

/// The definition of an enum (Avro 1.12 specification, Enums).
public struct AvroEnum: Hashable, Sendable {
  public var name: AvroName
  /// The attribute `doc`.
  public var documentation: String?
  /// The symbols; a value is written as its place among them.
  public var symbols: [String]
  /// What a reader takes for a written symbol that it does not know.
  public var defaultSymbol: String?
  /// Further names under which a reader with this enum accepts written enums.
  public var aliases: [AvroName]
  /// Every attribute that the specification does not name, in the order given.
  public var properties: JSONObject

  public init(
    name: AvroName, documentation: String? = nil, symbols: [String], defaultSymbol: String? = nil,
    aliases: [AvroName] = [], properties: JSONObject = JSONObject()
  ) {
    self.name = name
    self.documentation = documentation
    self.symbols = symbols
    self.defaultSymbol = defaultSymbol
    self.aliases = aliases
    self.properties = properties
  }
}
