public import SchemaCore

/// A refusal as it travels: `{"error_code": …, "message": …}` under an HTTP status.
public struct APIError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The HTTP status.
  public var status: Int
  /// The number for programs.
  public var code: APIErrorCode
  /// The text for people.
  public var message: String
  /// What a client asked to know besides, such as an explained verdict; never sent unasked, as clients may refuse
  /// members that they do not know.
  public var details: JSONObject

  /// An error under the status that belongs to its code.
  public init(_ code: APIErrorCode, _ message: String, details: JSONObject = JSONObject()) {
    status = code.status
    self.code = code
    self.message = message
    self.details = details
  }

  /// An error as a server sent it.
  ///
  /// Other servers' errors may lack the code, or put a list where the text belongs: the status stands in for the one,
  /// and the list's JSON for the other.
  public init(status: Int, json: JSONValue) {
    let members = json.object
    self.status = status
    code = APIErrorCode(rawValue: members?["error_code"]?.number?.int64.flatMap { Int(exactly: $0) } ?? status)
    message =
      switch members?["message"] {
      case .string(let text)?: text
      case let other?: JSONWriter.text(other)
      case nil: "the server answered with status \(status)"
      }
    details = JSONObject((members ?? JSONObject()).filter { $0.key != "error_code" && $0.key != "message" })
  }

  /// The body.
  public var json: JSONValue {
    var members: JSONObject = ["error_code": .number(JSONNumber(code.rawValue)), "message": .string(message)]
    for detail in details { members[detail.key] = detail.value }
    return .object(members)
  }

  public var description: String { "\(message) (error code \(code))" }
}

extension APIError {
  /// The refusal of a request body.
  public init(_ error: BodyError) {
    let code: APIErrorCode =
      switch error.kind {
      case .notJSON, .wrongShape: .badRequest
      case .missing, .unsupportedSetting: .unprocessable
      case .invalidLevel: .invalidCompatibilityLevel
      }
    self.init(code, error.description)
  }
}
