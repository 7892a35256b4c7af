/// What stands in an Avro IDL file, before names mean anything.
struct IDLFile {
  /// The languages that a file can be imported from.
  enum ImportKind: String {
    case idl
    /// A protocol in JSON (.avpr).
    case `protocol`
    /// A schema in JSON (.avsc).
    case schema
  }

  enum Item {
    case `import`(ImportKind, path: String, offset: Int)
    /// A record, error, enum or fixed: its schema.
    case type(AvroName, PlacedJSON)
    /// What the file stands for as a whole.
    case mainSchema(PlacedJSON)
    /// A message of a protocol: an object of its `fields` (the parameters), `response` and `errors`.
    case message(AvroName, PlacedJSON)
  }

  /// In the order of the text.
  var items: [Item] = []
}
