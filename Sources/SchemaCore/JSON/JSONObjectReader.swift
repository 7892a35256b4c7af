/// Why a JSON value is not of the shape that its reader expects.
public struct JSONShapeError: Error, Hashable, Sendable, CustomStringConvertible {
  /// A sentence for people, without the place.
  public var message: String
  /// Where in the value.
  public var path: JSONPointer

  public init(_ message: String, at path: JSONPointer = .root) {
    self.message = message
    self.path = path
  }

  public var description: String { path.isRoot ? message : "\(message) (at \(path))" }
}

/// Reads the members of an object, each as the type that it must have. A member that is null is not there, and those
/// that nobody asks for are ignored.
public struct JSONObjectReader: Sendable {
  private let members: JSONObject
  /// Where the object stands.
  public let path: JSONPointer

  /// - Throws: `JSONShapeError` if the value is no object.
  public init(_ json: JSONValue, at path: JSONPointer = .root) throws(JSONShapeError) {
    guard let members = json.object else {
      throw JSONShapeError("an object is expected, found \(json.kindName)", at: path)
    }
    self.members = members
    self.path = path
  }

  /// True if there is a member of this name, null included.
  public func mentions(_ name: String) -> Bool { members[name] != nil }

  /// The value of a member.
  public func value(_ name: String) -> JSONValue? {
    // Not in one expression: there `nil` could stand for the JSON value too.
    guard let value = members[name], value != .null else { return nil }
    return value
  }

  public func string(_ name: String) throws(JSONShapeError) -> String? { try read(name, "a string", \.string) }

  public func bool(_ name: String) throws(JSONShapeError) -> Bool? { try read(name, "a boolean", \.bool) }

  public func int32(_ name: String) throws(JSONShapeError) -> Int32? {
    try read(name, "an integer of 32 bits") { $0.number?.int64.flatMap(Int32.init(exactly:)) }
  }

  public func int64(_ name: String) throws(JSONShapeError) -> Int64? {
    try read(name, "an integer of 64 bits") { $0.number?.int64 }
  }

  public func array(_ name: String) throws(JSONShapeError) -> [JSONValue]? { try read(name, "an array", \.array) }

  /// A reader of the object under a name.
  public func object(_ name: String) throws(JSONShapeError) -> JSONObjectReader? {
    guard let value = value(name) else { return nil }
    return try JSONObjectReader(value, at: path.appending(name))
  }

  /// The objects of a list, each with a reader of its own; none if the member is not there.
  public func objects(_ name: String) throws(JSONShapeError) -> [JSONObjectReader] {
    var readers: [JSONObjectReader] = []
    for (index, element) in (try array(name) ?? []).enumerated() {
      readers.append(try JSONObjectReader(element, at: path.appending(name).appending(index)))
    }
    return readers
  }

  /// The texts of a list; none if the member is not there.
  public func strings(_ name: String) throws(JSONShapeError) -> [String] {
    var strings: [String] = []
    for (index, element) in (try array(name) ?? []).enumerated() {
      guard let text = element.string else {
        throw JSONShapeError(
          "a string is expected, found \(element.kindName)", at: path.appending(name).appending(index))
      }
      strings.append(text)
    }
    return strings
  }

  /// The texts of an object by their names; none if the member is not there. Numbers and truth values count as their
  /// text: descriptions in YAML, from which requests are made, have few quotes.
  public func texts(_ name: String) throws(JSONShapeError) -> [(key: String, value: String)] {
    guard let object = try object(name) else { return [] }
    var texts: [(key: String, value: String)] = []
    for member in object.members {
      switch member.value {
      case .string(let text): texts.append((member.key, text))
      case .number(let number): texts.append((member.key, number.text))
      case .bool(let value): texts.append((member.key, value ? "true" : "false"))
      case let other:
        throw JSONShapeError(
          "a string is expected, found \(other.kindName)", at: object.path.appending(member.key))
      }
    }
    return texts
  }

  /// The names of the members, in order.
  public var names: [String] { members.keys }

  /// One of the texts that stand for the cases of a type.
  public func choice<Choice: RawRepresentable<String> & CaseIterable>(
    _ name: String, of type: Choice.Type = Choice.self
  ) throws(JSONShapeError) -> Choice? {
    guard let text = try string(name) else { return nil }
    guard let choice = Choice(rawValue: text) else {
      let known = Choice.allCases.map(\.rawValue).joined(separator: ", ")
      throw JSONShapeError("\"\(text)\" is not one of \(known)", at: path.appending(name))
    }
    return choice
  }

  /// The value, or the error that the member is lacking.
  public func required<Value>(_ name: String, _ value: Value?) throws(JSONShapeError) -> Value {
    guard let value else { throw JSONShapeError("the member \"\(name)\" is missing", at: path) }
    return value
  }

  private func read<Value>(
    _ name: String, _ expected: String, _ convert: (JSONValue) -> Value?
  ) throws(JSONShapeError) -> Value? {
    guard let value = value(name) else { return nil }
    guard let converted = convert(value) else {
      let found = value.number.map { "the number \($0)" } ?? value.kindName
      throw JSONShapeError("\(expected) is expected, found \(found)", at: path.appending(name))
    }
    return converted
  }
}
