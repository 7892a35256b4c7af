import HTTPTypes
import NIOCore
import NIOHTTPTypes

/// Tells clients that ask before they send a body to go on (RFC 9110, section 10.1.1, `Expect: 100-continue`). The HTTP
/// library does not, and such clients would wait in vain for a second or so.
final class ContinueHandler: ChannelDuplexHandler, RemovableChannelHandler {
  typealias InboundIn = HTTPRequestPart
  typealias InboundOut = HTTPRequestPart
  typealias OutboundIn = HTTPResponsePart
  typealias OutboundOut = HTTPResponsePart

  private let maximumBodyBytes: Int
  private var unansweredRequests = 0

  /// - Parameter maximumBodyBytes: nobody is asked for a body that would be refused.
  init(maximumBodyBytes: Int) {
    self.maximumBodyBytes = maximumBodyBytes
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    if case .head(let head) = unwrapInboundIn(data) {
      unansweredRequests += 1
      // Within the answers to earlier requests there is no place for it.
      if unansweredRequests == 1 && isAwaited(head) {
        context.writeAndFlush(wrapOutboundOut(.head(HTTPResponse(status: .continue))), promise: nil)
      }
    }
    context.fireChannelRead(data)
  }

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    if case .end = unwrapOutboundIn(data) { unansweredRequests -= 1 }
    context.write(data, promise: promise)
  }

  private func isAwaited(_ head: HTTPRequest) -> Bool {
    guard head.headerFields[.expect]?.lowercased() == "100-continue" else { return false }
    let length = head.headerFields[.contentLength].flatMap { Int($0) } ?? 0
    return length <= maximumBodyBytes
  }
}
