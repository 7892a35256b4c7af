import SchemaCore

/// Reads the keywords of one schema, and makes sure of the types of their values.
struct KeywordReader {
  let place: SchemaPlace
  let object: JSONObject
  let vocabularies: Vocabularies

  var draft: JSONSchemaDraft { place.document.draft }

  /// The keyword's value; nil if it is not there, or is none in a vocabulary that is in use.
  func value(_ keyword: String) -> JSONValue? {
    guard let value = object[keyword] else { return nil }
    if vocabularies != .standard, let group = Vocabularies.group(of: keyword), !vocabularies.contains(group) {
      return nil
    }
    return value
  }

  func reference() throws(SchemaError) -> String? { try string("$ref") }

  func string(_ keyword: String) throws(SchemaError) -> String? {
    guard let value = value(keyword) else { return nil }
    guard case .string(let text) = value else { throw wrong(keyword, value, "a string") }
    return text
  }

  func bool(_ keyword: String) throws(SchemaError) -> Bool? {
    guard let value = value(keyword) else { return nil }
    guard case .bool(let bool) = value else { throw wrong(keyword, value, "true or false") }
    return bool
  }

  func number(_ keyword: String) throws(SchemaError) -> ExactNumber? {
    guard let value = value(keyword) else { return nil }
    guard case .number(let number) = value else { throw wrong(keyword, value, "a number") }
    return Self.exact(number)
  }

  /// A number of things: whole, and not negative.
  func count(_ keyword: String) throws(SchemaError) -> Int? {
    guard let value = value(keyword) else { return nil }
    guard case .number(let number) = value, case let exact = Self.exact(number), exact.isWhole, !exact.isNegative else {
      throw wrong(keyword, value, "a whole number that is not negative")
    }
    return exact.int64.map { Int($0) } ?? .max
  }

  /// An array of strings.
  func names(_ keyword: String) throws(SchemaError) -> [String]? {
    guard let value = value(keyword) else { return nil }
    return try names(in: value, keyword)
  }

  func names(in value: JSONValue, _ keyword: String) throws(SchemaError) -> [String] {
    guard case .array(let elements) = value else { throw wrong(keyword, value, "an array of names") }
    var names: [String] = []
    for element in elements {
      guard case .string(let name) = element else { throw wrong(keyword, element, "an array of names") }
      names.append(name)
    }
    return names
  }

  func schema(_ keyword: String) -> SchemaPlace? { value(keyword) == nil ? nil : place[keyword] }

  func schemas(_ keyword: String) throws(SchemaError) -> [SchemaPlace] {
    guard let value = value(keyword), let list = place[keyword] else { return [] }
    guard case .array(let elements) = value else { throw wrong(keyword, value, "an array of schemas") }
    return elements.indices.compactMap { list[String($0)] }
  }

  func members(_ keyword: String) throws(SchemaError) -> [(name: String, place: SchemaPlace)] {
    guard let value = value(keyword), let list = place[keyword] else { return [] }
    guard case .object(let object) = value else { throw wrong(keyword, value, "an object of schemas") }
    return object.members.compactMap { member in list[member.key].map { (member.key, $0) } }
  }

  func wrong(_ keyword: String, _ value: JSONValue, _ expected: String) -> SchemaError {
    SchemaError(
      .invalid, "\(keyword) must be \(expected), and here is \(value.kindName)", path: place.pointer.appending(keyword))
  }

  static func exact(_ number: JSONNumber) -> ExactNumber {
    var text = number.text
    return text.withUTF8 { ExactNumber($0) }
  }
}
