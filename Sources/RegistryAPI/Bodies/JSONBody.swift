public import SchemaCore

/// A request or response body: what both sides of the registry API know about its JSON.
///
/// Members that are not known are ignored in reading. In writing, members without a value, empty strings and empty
/// lists are left out, unless a type says otherwise.
public protocol JSONBody: Sendable {
  /// Reads a body.
  ///
  /// - Throws: `BodyError`, naming the member that is wrong.
  init(json: JSONValue) throws(BodyError)

  /// The body as it is sent.
  var json: JSONValue { get }
}

extension JSONBody {
  /// Reads a body from its bytes.
  ///
  /// - Throws: `BodyError`; of kind `missing` if there are no bytes.
  public init(bytes: some Collection<UInt8>) throws(BodyError) {
    if bytes.isEmpty { throw BodyError(.missing, "the request body must not be null") }
    let value: JSONValue
    do {
      value = try JSONParser.parse(bytes)
    } catch {
      throw BodyError(.notJSON, "the body is not JSON: \(error)")
    }
    try self.init(json: value)
  }

  /// The body's bytes.
  public var bytes: [UInt8] { JSONWriter.bytes(json) }
}

extension Array: JSONBody where Element: JSONBody {
  public init(json: JSONValue) throws(BodyError) {
    guard let elements = json.array else {
      throw BodyError(.wrongShape, "an array is expected, found \(json.kindName)")
    }
    self.init()
    for element in elements { append(try Element(json: element)) }
  }

  public var json: JSONValue { .array(map(\.json)) }
}

extension String: JSONBody {
  public init(json: JSONValue) throws(BodyError) {
    guard let text = json.string else { throw BodyError(.wrongShape, "a string is expected, found \(json.kindName)") }
    self = text
  }

  public var json: JSONValue { .string(self) }
}

extension Int32: JSONBody {
  public init(json: JSONValue) throws(BodyError) {
    guard let number = json.number?.int64.flatMap(Int32.init(exactly:)) else {
      throw BodyError(.wrongShape, "an integer of 32 bits is expected, found \(json.kindName)")
    }
    self = number
  }

  public var json: JSONValue { .number(JSONNumber(self)) }
}
