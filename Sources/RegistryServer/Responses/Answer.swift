import HTTPTypes
import Hummingbird
import NIOCore
import RegistryAPI
import SchemaCore

/// What a route answers when all went well.
enum Answer: Sendable {
  /// 200 with JSON.
  case json(JSONValue)
  /// 200 with a bare schema text, under the same media type.
  case text(String)
  /// 200 with a text of a media type of its own, whatever the client says it takes.
  case document(String, mediaType: String)
  /// 503 with JSON: the server is not fit for use.
  case unavailable(JSONValue)
  /// 204.
  case nothing

  static func body(_ body: some JSONBody) -> Answer { .json(body.json) }

  /// The response in a media type that the client takes.
  ///
  /// - Parameter isPacked: true if the client takes gzip.
  func response(_ type: APIMediaType, isPacked: Bool = false) -> Response {
    switch self {
    case .json(let value):
      Response(.ok, ByteBuffer(bytes: JSONWriter.bytes(value)), type.rawValue, isPacked: isPacked)
    case .text(let text): Response(.ok, ByteBuffer(string: text), type.rawValue, isPacked: isPacked)
    case .document(let text, let mediaType):
      Response(.ok, ByteBuffer(string: text), mediaType, isPacked: isPacked)
    case .unavailable(let value):
      Response(.serviceUnavailable, ByteBuffer(bytes: JSONWriter.bytes(value)), type.rawValue)
    case .nothing: Response(status: .noContent)
    }
  }
}

extension Response {
  /// - Parameter isPacked: true if the body is to be packed, where that is worth while.
  init(_ status: HTTPResponse.Status, _ body: ByteBuffer, _ type: String, isPacked: Bool = false) {
    let packed = isPacked && body.readableBytes >= Gzip.minimumBytes ? Gzip.compressed(body) : nil
    self.init(status: status, headers: [.contentType: type], body: ResponseBody(byteBuffer: packed ?? body))
    if packed != nil { markPacked() }
  }

  /// Says that the body is packed.
  mutating func markPacked() {
    headers[.contentEncoding] = "gzip"
    headers[.vary] = "Accept-Encoding"
  }

  /// A refusal.
  init(_ error: APIError, _ type: APIMediaType = .preferred) {
    self.init(.init(code: error.status), ByteBuffer(bytes: JSONWriter.bytes(error.json)), type.rawValue)
  }
}
