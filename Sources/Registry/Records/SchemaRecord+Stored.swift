import SchemaCore

extension SchemaRecord {
  /// Reads the value of a record about a version, in one pass: it is what logs are full of.
  ///
  /// - Throws: `RecordCodingError` saying which part is not as it must be.
  init(_ key: VersionKey, stored value: String) throws(RecordCodingError) {
    var members = Members()
    try StoredRecord.read(value, "value") { (reader) throws(JSONError) in try members.read(&reader) }
    guard let text = members.text else { throw RecordCodingError("the value has no text \"schema\"") }
    guard let id = members.id else { throw RecordCodingError("\"id\" is not a 32-bit integer") }
    var schema = SchemaText(
      format: members.format ?? .avro, text: text, references: try Self.references(members.references))
    if !members.contract.isEmpty {
      do {
        let reader = try JSONObjectReader(.object(members.contract))
        schema.metadata = try reader.metadata("metadata")
        schema.ruleSet = try reader.ruleSet("ruleSet")
      } catch {
        throw RecordCodingError("the value is not as it must be: \(error)")
      }
    }
    self.init(key: key, id: SchemaID(rawValue: id), schema: schema, isDeleted: members.isDeleted ?? false)
  }

  /// What is read of a value; the key has said the subject and the version.
  private struct Members {
    var id: Int32?
    var format: FormatName?
    var references: [JSONValue] = []
    /// Metadata and rules, as far as there are any.
    var contract = JSONObject()
    var text: String?
    var isDeleted: Bool?

    mutating func read(_ reader: inout JSONMemberReader) throws(JSONError) {
      while try reader.next() {
        if reader.isNamed("schema") {
          text = try reader.string()
        } else if reader.isNamed("id") {
          id = try reader.int32()
        } else if reader.isNamed("schemaType") {
          format = try reader.string().map(FormatName.init)
        } else if reader.isNamed("deleted") {
          isDeleted = try reader.bool()
        } else if reader.isNamed("references") {
          references = try reader.value().array ?? []
        } else if reader.isNamed("metadata") {
          contract["metadata"] = try reader.value()
        } else if reader.isNamed("ruleSet") {
          contract["ruleSet"] = try reader.value()
        } else {
          try reader.skip()
        }
      }
    }
  }

  private static func references(_ elements: [JSONValue]) throws(RecordCodingError) -> [SchemaReference] {
    var references: [SchemaReference] = []
    for element in elements {
      guard let object = element.object else { throw RecordCodingError("a reference is not an object") }
      references.append(
        SchemaReference(
          name: try object.storedText("name", in: "reference"),
          subject: try object.storedText("subject", in: "reference"), version: try object.storedInt("version")))
    }
    return references
  }
}
