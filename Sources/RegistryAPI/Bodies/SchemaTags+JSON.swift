import SchemaCore

extension BodyReader {
  /// The tags under a name; none if the member is not there.
  func schemaTags(_ name: String) throws(BodyError) -> [SchemaTags] {
    try read { (reader) throws(JSONShapeError) in
      var tags: [SchemaTags] = []
      for element in try reader.objects(name) { tags.append(try SchemaTags(element)) }
      return tags
    }
  }
}

extension JSONObject {
  /// Sets a list of tags unless there are none.
  mutating func set(_ name: String, _ tags: [SchemaTags]) {
    if !tags.isEmpty { self[name] = .array(tags.map(\.json)) }
  }
}
