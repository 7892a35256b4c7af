public import SchemaCore

extension SchemaReference: JSONBody {
  public init(json: JSONValue) throws(BodyError) {
    self = try BodyReader(["reference": json]).read { (reader) throws(JSONShapeError) in
      try SchemaReference(reader.required("reference", try reader.object("reference")))
    }
  }

  /// Parts that are lacking are read as empty: only the registry can say which schema is invalid for that.
  init(_ reader: JSONObjectReader) throws(JSONShapeError) {
    self.init(
      name: try reader.string("name") ?? "", subject: try reader.string("subject") ?? "",
      version: try reader.int32("version") ?? 0)
  }

  public var json: JSONValue {
    ["name": .string(name), "subject": .string(subject), "version": .number(JSONNumber(version))]
  }
}
