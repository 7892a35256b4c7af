import NIOCore
import NIOHTTP1
import NIOHTTPTypes
import RegistryAPI
import SchemaCore

/// Answers what is no HTTP with words. The library's own answer has none, and it is made below the requests that other
/// handlers see; so this one puts its helper below that.
final class BadRequestHandler: ChannelInboundHandler, RemovableChannelHandler {
  typealias InboundIn = HTTPRequestPart

  func handlerAdded(context: ChannelHandlerContext) {
    let pipeline = context.pipeline.syncOperations
    // A pipeline without the library's answer needs none of ours.
    guard let silent = try? pipeline.handler(type: HTTPServerProtocolErrorHandler.self) else { return }
    do {
      try pipeline.addHandler(Refusal(), position: .before(silent))
    } catch {
      context.fireErrorCaught(error)
    }
  }
}

/// Tells a client what is wrong with its request line or headers, unless an answer to it has begun.
private final class Refusal: ChannelDuplexHandler, RemovableChannelHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias OutboundIn = HTTPServerResponsePart
  typealias OutboundOut = HTTPServerResponsePart

  private var hasOpenAnswer = false

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    switch unwrapOutboundIn(data) {
    case .head(let head): hasOpenAnswer = head.status.code >= 200
    case .body: break
    case .end: hasOpenAnswer = false
    }
    context.write(data, promise: promise)
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    // The decoder closes the connection after this.
    guard error is HTTPParserError, !hasOpenAnswer else { return context.fireErrorCaught(error) }
    let refusal = APIError(.badRequest, "HTTP 400 Bad Request: this is not a request in HTTP/1.1 (\(error))")
    let body = ByteBuffer(bytes: JSONWriter.bytes(refusal.json))
    let headers: HTTPHeaders = [
      "Connection": "close", "Content-Type": APIMediaType.preferred.rawValue,
      "Content-Length": String(body.readableBytes),
    ]
    let head = HTTPResponseHead(version: .http1_1, status: .badRequest, headers: headers)
    context.write(wrapOutboundOut(.head(head)), promise: nil)
    context.write(wrapOutboundOut(.body(.byteBuffer(body))), promise: nil)
    context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
  }
}
