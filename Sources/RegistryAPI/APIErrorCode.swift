/// The number that says what kind of error an answer is: a table of the registry API, in which the first three digits
/// are the HTTP status.
public struct APIErrorCode: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
  /// The number on the wire: a three-digit HTTP status, or five digits that begin with one.
  public let rawValue: Int

  public init(rawValue: Int) {
    self.rawValue = rawValue
  }

  /// The HTTP status that belongs to the code.
  public var status: Int { rawValue >= 1000 ? rawValue / 100 : rawValue }

  public var description: String { String(rawValue) }
}

// Errors of HTTP itself
extension APIErrorCode {
  /// The request cannot be understood: no JSON, or JSON of another shape.
  public static let badRequest = APIErrorCode(rawValue: 400)
  /// No such path, or a number in it is none.
  public static let notFound = APIErrorCode(rawValue: 404)
  /// The path does not know the method.
  public static let methodNotAllowed = APIErrorCode(rawValue: 405)
  /// No media type that `Accept` admits can be sent.
  public static let notAcceptable = APIErrorCode(rawValue: 406)
  /// The body is larger than the server reads.
  public static let contentTooLarge = APIErrorCode(rawValue: 413)
  /// The body is of a media type that the server does not read.
  public static let unsupportedMediaType = APIErrorCode(rawValue: 415)
  /// The request is understood, but lacks something or asks for what this server does not do.
  public static let unprocessable = APIErrorCode(rawValue: 422)
  /// The server made a mistake.
  public static let internalError = APIErrorCode(rawValue: 500)
  /// The request took longer than the server allows.
  public static let timedOut = APIErrorCode(rawValue: 503)
}

// Errors of the registry
extension APIErrorCode {
  public static let subjectNotFound = APIErrorCode(rawValue: 40401)
  public static let versionNotFound = APIErrorCode(rawValue: 40402)
  /// No schema has the ID or GUID, or is like the one looked up.
  public static let schemaNotFound = APIErrorCode(rawValue: 40403)
  /// Only a permanent deletion of the subject is left.
  public static let subjectSoftDeleted = APIErrorCode(rawValue: 40404)
  /// The subject must be soft-deleted first.
  public static let subjectNotSoftDeleted = APIErrorCode(rawValue: 40405)
  /// Only a permanent deletion of the version is left.
  public static let versionSoftDeleted = APIErrorCode(rawValue: 40406)
  /// The version must be soft-deleted first.
  public static let versionNotSoftDeleted = APIErrorCode(rawValue: 40407)
  public static let configNotFound = APIErrorCode(rawValue: 40408)
  public static let modeNotFound = APIErrorCode(rawValue: 40409)
  /// The schema breaks the compatibility that its subject promises. Older servers send 409.
  public static let incompatibleSchema = APIErrorCode(rawValue: 40901)
  /// The schema or something that it refers to is not valid.
  public static let invalidSchema = APIErrorCode(rawValue: 42201)
  public static let invalidVersion = APIErrorCode(rawValue: 42202)
  public static let invalidCompatibilityLevel = APIErrorCode(rawValue: 42203)
  public static let invalidMode = APIErrorCode(rawValue: 42204)
  /// The mode, or something else about the registry's state, forbids the operation.
  public static let operationNotPermitted = APIErrorCode(rawValue: 42205)
  /// Schemas refer to what is to be deleted.
  public static let referenceExists = APIErrorCode(rawValue: 42206)
  public static let invalidSubject = APIErrorCode(rawValue: 42208)
  public static let schemaTooLarge = APIErrorCode(rawValue: 42209)
  /// Rules of a data contract are not as they must be.
  public static let invalidRuleSet = APIErrorCode(rawValue: 42210)
  public static let contextNotEmpty = APIErrorCode(rawValue: 42211)
  /// The store failed.
  public static let storeError = APIErrorCode(rawValue: 50001)
}

// Errors about encryption keys
extension APIErrorCode {
  /// The key management service does not let the registry use a key.
  public static let keyAccessDenied = APIErrorCode(rawValue: 40370)
  public static let keyNotFound = APIErrorCode(rawValue: 40470)
  /// The key must be soft-deleted first.
  public static let keyNotSoftDeleted = APIErrorCode(rawValue: 40471)
  /// The key that wraps others must be undeleted first.
  public static let keySoftDeleted = APIErrorCode(rawValue: 40472)
  public static let keyExists = APIErrorCode(rawValue: 40971)
  public static let tooManyKeys = APIErrorCode(rawValue: 40972)
  /// A member of the key is missing or not valid.
  public static let invalidKey = APIErrorCode(rawValue: 42271)
  /// The key wraps others.
  public static let keyInUse = APIErrorCode(rawValue: 42272)
  /// The key management service failed.
  public static let keyManagementFailed = APIErrorCode(rawValue: 50070)
}
