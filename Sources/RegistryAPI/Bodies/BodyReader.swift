import SchemaCore

/// Reads the members of an object that was sent, each with the type that the API gives it. A member that is null is not
/// there.
struct BodyReader {
  private let reader: JSONObjectReader

  /// - Throws: `BodyError` if the value is no object.
  init(_ json: JSONValue, at path: JSONPointer = .root) throws(BodyError) {
    do {
      reader = try JSONObjectReader(json, at: path)
    } catch {
      throw BodyError(error)
    }
  }

  /// True if there is a member of this name, null included.
  func mentions(_ name: String) -> Bool { reader.mentions(name) }

  func value(_ name: String) -> JSONValue? { reader.value(name) }

  func string(_ name: String) throws(BodyError) -> String? {
    try read { (reader) throws(JSONShapeError) in try reader.string(name) }
  }

  func bool(_ name: String) throws(BodyError) -> Bool? {
    try read { (reader) throws(JSONShapeError) in try reader.bool(name) }
  }

  func int32(_ name: String) throws(BodyError) -> Int32? {
    try read { (reader) throws(JSONShapeError) in try reader.int32(name) }
  }

  func int64(_ name: String) throws(BodyError) -> Int64? {
    try read { (reader) throws(JSONShapeError) in try reader.int64(name) }
  }

  func array(_ name: String) throws(BodyError) -> [JSONValue]? {
    try read { (reader) throws(JSONShapeError) in try reader.array(name) }
  }

  /// The value, or the error that the member is lacking.
  func required<Value>(_ name: String, _ value: Value?) throws(BodyError) -> Value {
    try read { (reader) throws(JSONShapeError) in try reader.required(name, value) }
  }

  /// Reads something that has a reader of its own.
  func read<Part>(_ part: (JSONObjectReader) throws(JSONShapeError) -> Part) throws(BodyError) -> Part {
    do {
      return try part(reader)
    } catch {
      throw BodyError(error)
    }
  }
}

extension BodyError {
  fileprivate init(_ error: JSONShapeError) {
    self.init(.wrongShape, error.message, at: error.path)
  }
}

extension JSONObject {
  /// Sets a member unless its value is nil, empty text or an empty list.
  mutating func set(_ name: String, _ value: (some JSONBody)?) {
    guard let json = value?.json, json != .string(""), json != .array([]) else { return }
    self[name] = json
  }
}
