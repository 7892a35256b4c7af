import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL
import Synchronization

/// A server on a free port that does what a test tells it to, over TLS if it is given a context.
final class ScriptedServer: Sendable {
  enum Behaviour: Sendable {
    case answer(Int, String)
    /// Takes the request, and says nothing.
    case hang
    /// Takes the request, and closes the connection.
    case close
    /// Sends the head of an answer and the beginning of a body, and no more.
    case trickle
  }

  typealias Script = @Sendable (HTTPRequestHead) -> Behaviour

  private let channel: any Channel
  /// Tells of each request that has arrived.
  let requests: AsyncStream<HTTPRequestHead>

  /// Listens while the object is held.
  init(tls: NIOSSLContext? = nil, _ script: @escaping Script) async throws {
    let (requests, arrival) = AsyncStream.makeStream(of: HTTPRequestHead.self)
    self.requests = requests
    channel = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          if let tls { try channel.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: tls)) }
          try channel.pipeline.syncOperations.configureHTTPServerPipeline()
          try channel.pipeline.syncOperations.addHandler(Handler(script: script, arrival: arrival))
        }
      }
      .bind(host: "127.0.0.1", port: 0).get()
  }

  deinit {
    channel.close(promise: nil)
  }

  var port: Int { channel.localAddress?.port ?? 0 }
  var url: String { "http://127.0.0.1:\(port)" }

  private final class Handler: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    private let script: Script
    private let arrival: AsyncStream<HTTPRequestHead>.Continuation
    private var head: HTTPRequestHead?

    init(script: @escaping Script, arrival: AsyncStream<HTTPRequestHead>.Continuation) {
      self.script = script
      self.arrival = arrival
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
      switch unwrapInboundIn(data) {
      case .head(let head): self.head = head
      case .body: break
      case .end:
        guard let head else { return }
        arrival.yield(head)
        behave(script(head), context)
      }
    }

    private func behave(_ behaviour: Behaviour, _ context: ChannelHandlerContext) {
      switch behaviour {
      case .answer(let status, let text):
        let headers = HTTPHeaders([("Content-Length", "\(text.utf8.count)"), ("Content-Type", "application/json")])
        context.write(
          wrapOutboundOut(.head(.init(version: .http1_1, status: .init(statusCode: status), headers: headers))),
          promise: nil)
        context.write(wrapOutboundOut(.body(.byteBuffer(ByteBuffer(string: text)))), promise: nil)
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
      case .trickle:
        let headers = HTTPHeaders([("Content-Length", "100")])
        context.write(wrapOutboundOut(.head(.init(version: .http1_1, status: .ok, headers: headers))), promise: nil)
        context.writeAndFlush(wrapOutboundOut(.body(.byteBuffer(ByteBuffer(string: "[")))), promise: nil)
      case .hang: break
      case .close: context.close(promise: nil)
      }
    }
  }
}
