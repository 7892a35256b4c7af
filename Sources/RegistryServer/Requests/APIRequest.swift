import HTTPTypes
import Hummingbird
import NIOCore
import Registry
import RegistryAPI
import SchemaCore

/// A request as routes see it: parameters and body with the types that the API gives them.
struct APIRequest: Sendable {
  /// The parameters of the query.
  let query: QueryItems
  /// True if the client wants to know more than the reference tells: `explain=true` in the query, or the header
  /// `Martlet-Explain: true`, for clients whose paths are not theirs to write.
  let isExplained: Bool
  private let parameters: Parameters
  private let body: RequestBody
  private let contentEncoding: String?
  private let maximumBodyBytes: Int

  init(_ request: Request, _ context: BasicRequestContext, maximumBodyBytes: Int) {
    query = QueryItems(parsing: request.uri.query ?? "")
    isExplained = (query["explain"] ?? request.headers[.martletExplain])?.lowercased() == "true"
    parameters = context.parameters
    body = request.body
    contentEncoding = request.headers[.contentEncoding]
    self.maximumBodyBytes = maximumBodyBytes
  }

  /// A parameter of the path, decoded once: a subject may hold an encoded slash.
  func parameter(_ name: String) throws(APIError) -> String {
    guard let segment = parameters.get(name) else { throw .pathNotFound }
    guard let text = PercentEncoding.decoded(segment) else {
      throw APIError(.badRequest, "'\(segment)' is not percent-encoded UTF-8")
    }
    return text
  }

  /// True if the path has this parameter.
  func hasParameter(_ name: String) -> Bool { parameters.get(name) != nil }

  /// The subject that the path names, with its context, as settings are about it: an alias is a subject of its own.
  func namedSubject() throws(APIError) -> SubjectName {
    SubjectName(qualified: try parameter("subject"))
  }

  /// The subject that the request is about: the one that the path names, or what that is an alias of.
  func subject(in registry: SchemaRegistry) throws(APIError) -> SubjectName {
    registry.state.target(of: try namedSubject())
  }

  /// The version that the path names.
  func version() throws(APIError) -> VersionSelector {
    let text = try parameter("version")
    guard let version = VersionSelector(text) else { throw APIError(invalidVersion: text) }
    return version
  }

  /// The schema ID that the path names. One that is no number is a path that does not exist.
  func id() throws(APIError) -> SchemaID {
    guard let id = Int32(try parameter("id")) else { throw .pathNotFound }
    return SchemaID(rawValue: id)
  }

  /// A parameter of the query that is `true` in any case; anything else is false.
  func flag(_ name: String) -> Bool { query[name]?.lowercased() == "true" }

  /// The part of a list that `offset` and `limit` ask for.
  ///
  /// - Parameter maximum: the largest limit, which also counts where none is given, or one that is not in range.
  func page(maximum: Int = Int(Int32.max)) throws(APIError) -> Range<Int> {
    let offset = max(0, try integer("offset") ?? 0)
    let limit = try integer("limit") ?? 0
    return offset..<offset + ((1...maximum).contains(limit) ? limit : maximum)
  }

  private func integer(_ name: String) throws(APIError) -> Int? {
    guard let text = query[name], !text.isEmpty else { return nil }
    guard let number = Int32(text) else { throw .pathNotFound }
    return Int(number)
  }

  /// The body.
  ///
  /// - Throws: `APIError` if it is too large or packed in a way that is not known, `BodyError` if it is not what it
  ///   should be, `UnreadableBody`.
  func body<Body: JSONBody>(_ type: Body.Type = Body.self) async throws -> Body {
    let buffer: ByteBuffer
    do {
      buffer = try await body.collect(upTo: maximumBodyBytes)
    } catch is NIOTooManyBytesError {
      throw contentTooLarge
    } catch {
      throw UnreadableBody(reason: error)
    }
    return try Body(bytes: try unpacked(buffer).readableBytesView)
  }

  private func unpacked(_ body: ByteBuffer) throws(APIError) -> ByteBuffer {
    switch contentEncoding?.lowercased() {
    case nil, "", "identity": return body
    case "gzip", "x-gzip": break
    case let other?:
      throw APIError(
        .unsupportedMediaType, "HTTP 415 Unsupported Media Type: bodies are read packed by gzip, not by \(other)")
    }
    do {
      return try Gzip.decompressed(body, upTo: maximumBodyBytes)
    } catch .tooLarge {
      throw contentTooLarge
    } catch {
      throw APIError(.badRequest, "The body is not what Content-Encoding says: it cannot be unpacked by gzip")
    }
  }

  private var contentTooLarge: APIError {
    APIError(.contentTooLarge, "HTTP 413 Content Too Large: at most \(maximumBodyBytes) bytes are read")
  }
}

// Invariant: the name is a token of RFC 9110.
extension HTTPField.Name {
  fileprivate static let martletExplain = HTTPField.Name("Martlet-Explain")!
}

/// The connection broke, or broke the rules of HTTP, within the body: there is nobody to answer.
struct UnreadableBody: Error {
  let reason: any Error
}

extension Array {
  /// The elements of a page.
  subscript(page page: Range<Int>) -> ArraySlice<Element> { self[page.clamped(to: indices)] }
}

extension APIError {
  /// There is nothing at the path.
  static let pathNotFound = APIError(.notFound, "HTTP 404 Not Found")

  /// What stands in the place of a version is none.
  init(invalidVersion text: String) {
    let allowed = "Allowed values are between [1, 2^31-1] and the string \"latest\""
    self.init(.invalidVersion, "The specified version '\(text)' is not a valid version id. \(allowed)")
  }
}
