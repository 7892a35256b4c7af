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
  /// 204.
  case nothing

  static func body(_ body: some JSONBody) -> Answer { .json(body.json) }

  /// The response in a media type that the client takes.
  func response(_ type: APIMediaType) -> Response {
    switch self {
    case .json(let value): Response(.ok, ByteBuffer(bytes: JSONWriter.bytes(value)), type)
    case .text(let text): Response(.ok, ByteBuffer(string: text), type)
    case .nothing: Response(status: .noContent)
    }
  }
}

extension Response {
  init(_ status: HTTPResponse.Status, _ body: ByteBuffer, _ type: APIMediaType) {
    self.init(status: status, headers: [.contentType: type.rawValue], body: ResponseBody(byteBuffer: body))
  }

  /// A refusal.
  init(_ error: APIError, _ type: APIMediaType = .preferred) {
    self.init(.init(code: error.status), ByteBuffer(bytes: JSONWriter.bytes(error.json)), type)
  }
}
