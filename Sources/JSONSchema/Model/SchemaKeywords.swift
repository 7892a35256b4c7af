import SchemaCore

/// The keywords of one schema object, checked for the kind of value that each must have.
struct SchemaKeywords {
  let object: JSONObject
  let place: SchemaPlace

  init(_ object: JSONObject, _ place: SchemaPlace) {
    self.object = object
    self.place = place
  }

  /// True if Kafka Connect's own type is bytes, whatever the JSON looks like.
  var isConnectBytes: Bool { object["connect.type"]?.string == "bytes" }

  func has(_ keywords: [String]) -> Bool { keywords.contains { object[$0] != nil } }

  func string(_ keyword: String) throws(SchemaError) -> String? {
    guard let value = object[keyword] else { return nil }
    guard let text = value.string else { throw mismatch(keyword, "a string", value) }
    return text
  }

  func bool(_ keyword: String) throws(SchemaError) -> Bool? {
    guard let value = object[keyword] else { return nil }
    guard let bool = value.bool else { throw mismatch(keyword, "a boolean", value) }
    return bool
  }

  func number(_ keyword: String) throws(SchemaError) -> LimitValue? {
    guard let value = object[keyword] else { return nil }
    guard let number = value.number else { throw mismatch(keyword, "a number", value) }
    return LimitValue(number)
  }

  /// The schema that is the keyword's value.
  func schema(_ keyword: String) -> SchemaPlace? { place[keyword] }

  /// The values of an array.
  func array(_ keyword: String) throws(SchemaError) -> [JSONValue]? {
    guard let value = object[keyword] else { return nil }
    guard let elements = value.array else { throw mismatch(keyword, "an array", value) }
    return elements
  }

  /// The schemas in an array.
  func schemas(_ keyword: String) throws(SchemaError) -> [SchemaPlace]? {
    guard let elements = try array(keyword), let list = place[keyword] else { return nil }
    return elements.indices.compactMap { list[String($0)] }
  }

  /// The members of an object, such as schemas by the names of properties.
  func members(_ keyword: String) throws(SchemaError) -> [(name: String, place: SchemaPlace)] {
    guard let value = object[keyword], let list = place[keyword] else { return [] }
    guard let members = value.object else { throw mismatch(keyword, "an object", value) }
    return members.keys.compactMap { key in list[key].map { (key, $0) } }
  }

  func strings(_ keyword: String) throws(SchemaError) -> [String]? {
    try place[keyword].map { place throws(SchemaError) in try names(at: place, "`\(keyword)`") }
  }

  /// The names in an array.
  func names(at place: SchemaPlace, _ subject: String) throws(SchemaError) -> [String] {
    guard let elements = place.value.array else {
      throw SchemaError(
        .invalid, "\(subject) must be an array of strings, not \(place.value.kindName)", path: place.pointer)
    }
    var strings: [String] = []
    for (index, element) in elements.enumerated() {
      guard let string = element.string else {
        throw SchemaError(
          .invalid, "\(subject) must be an array of strings, and has \(element.kindName)",
          path: place.pointer.appending(index))
      }
      strings.append(string)
    }
    return strings
  }

  /// The limits among these keywords. Lengths and counts must be whole and not negative.
  func limits(_ keywords: [Limit.Keyword]) throws(SchemaError) -> [Limit] {
    var limits: [Limit] = []
    for keyword in keywords {
      guard let value = try number(keyword.rawValue) else { continue }
      switch keyword {
      case .maximum, .minimum, .exclusiveMaximum, .exclusiveMinimum: break
      default:
        if !value.isWhole || !(value.isZero || value.isPositive) {
          throw invalid(keyword.rawValue, "must be a whole number that is not negative, not \(value.text)")
        }
      }
      limits.append(Limit(keyword: keyword, value: value))
    }
    return limits
  }

  func multipleOf() throws(SchemaError) -> LimitValue? {
    guard let value = try number("multipleOf") else { return nil }
    if !value.isPositive { throw invalid("multipleOf", "must be greater than 0, not \(value.text)") }
    return value
  }

  /// The expression of `pattern`, which must be one.
  func pattern() throws(SchemaError) -> String? {
    guard let pattern = try string("pattern") else { return nil }
    _ = try expression(pattern, "pattern")
    return pattern
  }

  /// A regular expression that stands in or under a keyword.
  func expression(_ pattern: String, _ keyword: String) throws(SchemaError) -> RegularExpression {
    do {
      return try RegularExpression(pattern)
    } catch {
      throw invalid(keyword, "has \"\(pattern)\", which is no regular expression: \(error.message)")
    }
  }

  func annotations(identifier: String) throws(SchemaError) -> ModelNode.Annotations {
    ModelNode.Annotations(
      id: try string(identifier), title: try string("title"), description: try string("description"),
      defaultValue: object["default"]?.comparable)
  }

  /// The names in `type`, which must be those of types.
  func types() throws(SchemaError) -> (names: [String], isList: Bool)? {
    guard let value = object["type"] else { return nil }
    var names: [String] = []
    switch value {
    case .string(let name): names = [name]
    case .array:
      for name in try strings("type") ?? [] where !names.contains(name) { names.append(name) }
    default: throw mismatch("type", "a string or an array of strings", value)
    }
    for name in names where !Self.typeNames.contains(name) {
      throw invalid("type", "is \"\(name)\", but must be one of \(Self.typeNames.joined(separator: ", "))")
    }
    return (names, value.array != nil)
  }

  static let typeNames = ["string", "number", "integer", "boolean", "object", "array", "null"]

  func invalid(_ keyword: String, _ problem: String) -> SchemaError {
    SchemaError(.invalid, "`\(keyword)` \(problem)", path: place.pointer.appending(keyword))
  }

  private func mismatch(_ keyword: String, _ expected: String, _ value: JSONValue) -> SchemaError {
    invalid(keyword, "must be \(expected), not \(value.kindName)")
  }
}
