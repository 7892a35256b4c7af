import SchemaCore

/// A part of a schema's JSON that knows where in the IDL text it comes from, so that what the rules of schemas refuse is
/// shown where its author wrote it.
struct PlacedJSON {
  indirect enum Content {
    case value(JSONValue)
    case object([(key: String, value: PlacedJSON)])
    case array([PlacedJSON])
  }

  /// How many bytes into the text it begins.
  var offset: Int
  var content: Content

  init(_ value: JSONValue, at offset: Int) {
    self.offset = offset
    content = .value(value)
  }

  init(_ members: [(key: String, value: PlacedJSON)], at offset: Int) {
    self.offset = offset
    content = .object(members)
  }

  init(_ elements: [PlacedJSON], at offset: Int) {
    self.offset = offset
    content = .array(elements)
  }

  /// The value by itself.
  var json: JSONValue {
    switch content {
    case .value(let value): value
    case .object(let members): .object(JSONObject(members.map { .init(key: $0.key, value: $0.value.json) }))
    case .array(let elements): .array(elements.map(\.json))
    }
  }

  /// The member of an object.
  subscript(key: String) -> PlacedJSON? {
    guard case .object(let members) = content else { return nil }
    return members.last { $0.key == key }?.value
  }

  /// The part that keys and indexes lead to, or the nearest one around it that has a place.
  func part(at tokens: some Sequence<String>) -> PlacedJSON {
    var part = self
    for token in tokens {
      switch part.content {
      case .object:
        guard let member = part[token] else { return part }
        part = member
      case .array(let elements):
        guard let index = Int(token), elements.indices.contains(index) else { return part }
        part = elements[index]
      case .value:
        return part
      }
    }
    return part
  }
}
