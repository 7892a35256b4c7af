import SchemaCore

/// Reads the members of an object, each with the type that the API gives it. A member that is null is not there.
struct BodyReader {
  private let members: JSONObject
  private let path: JSONPointer

  /// - Throws: `BodyError` if the value is no object.
  init(_ json: JSONValue, at path: JSONPointer = .root) throws(BodyError) {
    guard let members = json.object else {
      throw BodyError(.wrongShape, "an object is expected, found \(json.kindName)", at: path)
    }
    self.members = members
    self.path = path
  }

  /// True if there is a member of this name, null included.
  func mentions(_ name: String) -> Bool { members[name] != nil }

  func value(_ name: String) -> JSONValue? {
    // Not in one expression: there `nil` could stand for the JSON value too.
    guard let value = members[name], value != .null else { return nil }
    return value
  }

  func string(_ name: String) throws(BodyError) -> String? {
    try read(name, "a string", \.string)
  }

  func bool(_ name: String) throws(BodyError) -> Bool? {
    try read(name, "a boolean", \.bool)
  }

  func int32(_ name: String) throws(BodyError) -> Int32? {
    try read(name, "an integer of 32 bits") { $0.number?.int64.flatMap(Int32.init(exactly:)) }
  }

  func int64(_ name: String) throws(BodyError) -> Int64? {
    try read(name, "an integer of 64 bits") { $0.number?.int64 }
  }

  func array(_ name: String) throws(BodyError) -> [JSONValue]? {
    try read(name, "an array", \.array)
  }

  /// The value, or the error that the member is lacking.
  func required<Value>(_ name: String, _ value: Value?) throws(BodyError) -> Value {
    guard let value else { throw BodyError(.wrongShape, "the member \"\(name)\" is missing", at: path) }
    return value
  }

  /// The objects of a list, each with a reader of its own.
  func objects(_ name: String) throws(BodyError) -> [BodyReader] {
    var readers: [BodyReader] = []
    for (index, element) in (try array(name) ?? []).enumerated() {
      readers.append(try BodyReader(element, at: path.appending(name).appending(index)))
    }
    return readers
  }

  private func read<Value>(
    _ name: String, _ expected: String, _ convert: (JSONValue) -> Value?
  ) throws(BodyError) -> Value? {
    guard let value = value(name) else { return nil }
    guard let converted = convert(value) else {
      let found = value.number.map { "the number \($0)" } ?? value.kindName
      throw BodyError(.wrongShape, "\(expected) is expected, found \(found)", at: path.appending(name))
    }
    return converted
  }
}

extension JSONObject {
  /// Sets a member unless its value is nil, empty text or an empty list.
  mutating func set(_ name: String, _ value: (some JSONBody)?) {
    guard let json = value?.json, json != .string(""), json != .array([]) else { return }
    self[name] = json
  }
}
