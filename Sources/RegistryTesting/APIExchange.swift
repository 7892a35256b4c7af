import SchemaCore

/// A request and the answer that it must get, as written down in a file of `fixtures/api`.
///
/// A file is one conversation with an empty registry, a JSON array of exchanges; or several, each with an empty registry
/// of its own: an array of objects with `fact` and `exchanges`. An exchange has `method`, `path`, optionally `headers`
/// and `body` (JSON, or a string that is sent as it is), `status`, and one of `answer` (the whole JSON body), `text`
/// (the whole body, not JSON) and `contains` (a part of the JSON body). In expected JSON `"<any>"` stands for any value.
public struct APIExchange: Sendable {
  /// Why a file or an answer is not as it should be.
  public struct Mismatch: Error, CustomStringConvertible {
    public var description: String
  }

  public var method: String
  /// The path with its query, as it is sent.
  public var path: String
  public var headers: [(name: String, value: String)]
  /// The bytes to send, or nil for none.
  public var body: [UInt8]?
  /// The status that the answer must have.
  public var status: Int
  private var expected: Expected

  private enum Expected {
    case nothing
    case whole(JSONValue)
    case part(JSONValue)
    case text(String)
  }

  /// Exchanges that build on each other, beginning with an empty registry.
  public struct Conversation: Sendable, CustomStringConvertible {
    /// The file, and what the conversation shows if it says so.
    public var description: String
    public var exchanges: [APIExchange]
  }

  /// The conversations of all files in `fixtures/api`, file by file.
  ///
  /// - Throws: `Mismatch` if a file is not of the form above.
  public static func conversations() throws -> [Conversation] {
    try Fixtures.fixtureNames(in: "api").flatMap(conversations(in:))
  }

  /// The conversations of a file in `fixtures/api`.
  ///
  /// - Throws: `Mismatch` if the file is not of the form above.
  public static func conversations(in file: String) throws -> [Conversation] {
    guard let elements = try JSONParser.parse(try Fixtures.fixture("api/\(file)")).array, !elements.isEmpty else {
      throw Mismatch(description: "\(file) is not a JSON array, or an empty one")
    }
    if elements[0].object?["fact"] == nil {
      return [try Conversation(file, elements, in: file)]
    }
    return try elements.map { element in
      guard let fact = element.object?["fact"]?.string, let exchanges = element.object?["exchanges"]?.array else {
        throw Mismatch(description: "\(file): a conversation lacks its fact or its exchanges")
      }
      return try Conversation("\(file): \(fact)", exchanges, in: file)
    }
  }

  fileprivate init(_ json: JSONValue, in file: String) throws {
    guard let members = json.object, let method = members["method"]?.string, let path = members["path"]?.string,
      let status = members["status"]?.number?.int64
    else { throw Mismatch(description: "\(file): an exchange lacks method, path or status") }
    self.method = method
    self.path = path
    self.status = Int(status)
    headers = (members["headers"]?.object?.members ?? []).map { ($0.key, $0.value.string ?? "") }
    body =
      switch members["body"] {
      case .string(let text)?: Array(text.utf8)
      case let value?: JSONWriter.bytes(value)
      case nil: nil
      }
    expected =
      if let whole = members["answer"] {
        .whole(whole)
      } else if let part = members["contains"] {
        .part(part)
      } else if let text = members["text"]?.string {
        .text(text)
      } else {
        .nothing
      }
  }

  /// The error code that the answer must have; nil if it must be none, or is not told.
  public var errorCode: Int? {
    switch expected {
    case .whole(let json), .part(let json): json.object?["error_code"]?.number?.int64.flatMap(Int.init(exactly:))
    case .nothing, .text: nil
    }
  }

  /// Compares an answer with the expected one.
  ///
  /// - Throws: `Mismatch`, saying what is different.
  public func verify(status: Int, body: [UInt8]) throws {
    let text = String(decoding: body, as: UTF8.self)
    var isExpected = status == self.status
    switch expected {
    case .nothing: break
    case .text(let expected): isExpected = isExpected && text == expected
    case .whole(let expected):
      isExpected = isExpected && Self.matches(try? JSONParser.parse(text), expected, partly: false)
    case .part(let expected):
      isExpected = isExpected && Self.matches(try? JSONParser.parse(text), expected, partly: true)
    }
    if !isExpected {
      throw Mismatch(description: "\(method) \(path): expected \(self.status) with \(expected), got \(status): \(text)")
    }
  }

  private static func matches(_ found: JSONValue?, _ expected: JSONValue, partly: Bool) -> Bool {
    switch (found, expected) {
    case (_?, "<any>"): true
    case (.object(let found)?, .object(let expected)):
      (partly || found.count == expected.count)
        && expected.allSatisfy { matches(found[$0.key], $0.value, partly: partly) }
    case (.array(let found)?, .array(let expected)):
      found.count == expected.count && zip(found, expected).allSatisfy { matches($0, $1, partly: partly) }
    default: found == expected
    }
  }
}

extension APIExchange.Conversation {
  fileprivate init(_ description: String, _ exchanges: [JSONValue], in file: String) throws {
    self.description = description
    self.exchanges = try exchanges.map { try APIExchange($0, in: file) }
  }
}
