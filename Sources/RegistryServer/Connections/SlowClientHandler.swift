import NIOCore
import NIOHTTPTypes

/// Cuts off clients that take too long to send a request, or that do not take an answer: bytes that come one by one are
/// not silence, and the idle timeout never sees them.
final class SlowClientHandler: ChannelDuplexHandler, RemovableChannelHandler {
  typealias InboundIn = HTTPRequestPart
  typealias InboundOut = HTTPRequestPart
  typealias OutboundIn = HTTPResponsePart
  typealias OutboundOut = HTTPResponsePart

  private let limit: TimeAmount
  private var isRequestIncomplete = false
  private var endOfRequest: Scheduled<Void>?
  private var endOfAnswer: Scheduled<Void>?

  init(limit: TimeAmount) {
    self.limit = limit
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch unwrapInboundIn(data) {
    case .head: isRequestIncomplete = true
    case .body: break
    case .end:
      isRequestIncomplete = false
      endOfRequest?.cancel()
      endOfRequest = nil
    }
    context.fireChannelRead(data)
  }

  func channelReadComplete(context: ChannelHandlerContext) {
    // Most requests are whole by now, and cost nothing.
    if isRequestIncomplete && endOfRequest == nil { endOfRequest = scheduleEnd(context) }
    context.fireChannelReadComplete()
  }

  func channelWritabilityChanged(context: ChannelHandlerContext) {
    if context.channel.isWritable {
      endOfAnswer?.cancel()
      endOfAnswer = nil
    } else if endOfAnswer == nil {
      endOfAnswer = scheduleEnd(context)
    }
    context.fireChannelWritabilityChanged()
  }

  func handlerRemoved(context: ChannelHandlerContext) {
    endOfRequest?.cancel()
    endOfAnswer?.cancel()
  }

  private func scheduleEnd(_ context: ChannelHandlerContext) -> Scheduled<Void> {
    context.eventLoop.assumeIsolated().scheduleTask(in: limit) { context.close(promise: nil) }
  }
}
