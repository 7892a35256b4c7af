extension SchemaMetadata {
  /// Reads the form of the API and of stored records.
  ///
  /// - Throws: `JSONShapeError` naming the member that is wrong.
  public init(_ reader: JSONObjectReader) throws(JSONShapeError) {
    var tags: [(key: String, value: TextSet)] = []
    if let paths = try reader.object("tags") {
      for path in paths.names { tags.append((path, TextSet(try paths.strings(path)))) }
    }
    self.init(
      tags: TextMap(tags), properties: TextMap(texts: try reader.texts("properties")),
      sensitive: TextSet(try reader.strings("sensitive")))
  }

  /// The form of the API and of stored records, without what is empty.
  public var json: JSONValue {
    var members = JSONObject()
    if !tags.isEmpty {
      members["tags"] = .object(JSONObject(tags.map { .init(key: $0.key.text, value: $0.value.json) }))
    }
    if !properties.isEmpty { members["properties"] = properties.json }
    if !sensitive.isEmpty { members["sensitive"] = sensitive.json }
    return .object(members)
  }
}

extension TextSet {
  /// The texts in order.
  public var json: JSONValue { .array(texts.map { .string($0.text) }) }
}

extension TextMap where Value == ExactText {
  init(texts: [(key: String, value: String)]) {
    self.init(texts.map { (key: $0.key, value: ExactText($0.value)) })
  }

  /// The texts by their keys, in order.
  var json: JSONValue { .object(JSONObject(map { .init(key: $0.key.text, value: .string($0.value.text)) })) }
}
