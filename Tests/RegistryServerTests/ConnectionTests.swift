import HTTPTypes
import NIOCore
import NIOEmbedded
import NIOHTTP1
import NIOHTTPTypes
import Testing

@testable import RegistryServer

/// What happens on a connection before a request is whole, and while its answer is taken.
struct ConnectionTests {
  private static func head(_ headers: HTTPFields) -> HTTPRequestPart {
    .head(HTTPRequest(method: .post, scheme: "http", authority: "h", path: "/", headerFields: headers))
  }

  @Test(
    "who asks before sending a body is told to go on, if the body would be read",
    arguments: [
      ([.expect: "100-continue", .contentLength: "100"], true), ([.expect: "100-Continue"], true),
      ([.contentLength: "100"], false), ([.expect: "100-continue", .contentLength: "101"], false),
      ([.expect: "200-ok"], false),
    ] as [(HTTPFields, Bool)])
  func asking(headers: HTTPFields, isTold: Bool) throws {
    let channel = EmbeddedChannel(handler: ContinueHandler(maximumBodyBytes: 100))
    try channel.writeInbound(Self.head(headers))
    let answer = try channel.readOutbound(as: HTTPResponsePart.self)
    #expect(answer == (isTold ? .head(HTTPResponse(status: .continue)) : nil))
    #expect(try channel.readInbound(as: HTTPRequestPart.self) == Self.head(headers))
    _ = try channel.finish()
  }

  @Test("nobody is told to go on within the answer to an earlier request")
  func pipelined() throws {
    let channel = EmbeddedChannel(handler: ContinueHandler(maximumBodyBytes: 100))
    let asking: HTTPFields = [.expect: "100-continue"]
    try channel.writeInbound(Self.head([:]))
    try channel.writeInbound(HTTPRequestPart.end(nil))
    try channel.writeInbound(Self.head(asking))
    #expect(try channel.readOutbound(as: HTTPResponsePart.self) == nil)
    for _ in 0..<2 { try channel.writeOutbound(HTTPResponsePart.end(nil)) }
    while try channel.readOutbound(as: HTTPResponsePart.self) != nil {}
    try channel.writeInbound(Self.head(asking))
    #expect(try channel.readOutbound(as: HTTPResponsePart.self) == .head(HTTPResponse(status: .continue)))
    _ = try? channel.finish()
  }

  @Test("what is no HTTP is told so in the words of the API, and the connection ends")
  func noHTTP() throws {
    let channel = EmbeddedChannel()
    let pipeline = channel.pipeline.syncOperations
    try pipeline.configureHTTPServerPipeline(withErrorHandling: true)
    try pipeline.addHandler(BadRequestHandler())
    // The connection is closed by an error, which is the library's way.
    _ = try? channel.writeInbound(ByteBuffer(string: "GET /a b HTTP/9.9.9\r\nHost: h\r\n\r\n"))
    var answer = ""
    while let bytes = try channel.readOutbound(as: ByteBuffer.self) { answer += String(buffer: bytes) }
    #expect(answer.hasPrefix("HTTP/1.1 400 Bad Request\r\n"), "\(answer)")
    #expect(answer.contains(#"{"error_code":400,"message":"HTTP 400 Bad Request: "#), "\(answer)")
    #expect(!channel.isActive)
  }

  @Test("a request that does not end in time ends the connection, also where bytes keep coming")
  func slowSender() throws {
    let channel = try Self.slowChannel()
    try channel.writeInbound(Self.head([:]))
    for _ in 0..<9 {
      channel.embeddedEventLoop.advanceTime(by: .seconds(1))
      try channel.writeInbound(HTTPRequestPart.body(ByteBuffer(string: "x")))
      #expect(channel.isActive)
    }
    channel.embeddedEventLoop.advanceTime(by: .seconds(1))
    #expect(!channel.isActive)
  }

  @Test("a request that ends in time leaves the connection alone")
  func quickSender() throws {
    let channel = try Self.slowChannel()
    for _ in 0..<3 {
      try channel.writeInbound(Self.head([:]))
      channel.embeddedEventLoop.advanceTime(by: .seconds(9))
      try channel.writeInbound(HTTPRequestPart.end(nil))
    }
    channel.embeddedEventLoop.advanceTime(by: .seconds(100))
    #expect(channel.isActive)
    _ = try channel.finish()
  }

  @Test("a client that takes nothing of its answer is cut off, one that takes some is not")
  func slowReader() throws {
    let channel = try Self.slowChannel()
    for seconds in [9, 10] {
      channel.isWritable = false
      channel.pipeline.fireChannelWritabilityChanged()
      channel.embeddedEventLoop.advanceTime(by: .seconds(Int64(seconds)))
      #expect(channel.isActive == (seconds < 10))
      channel.isWritable = true
      channel.pipeline.fireChannelWritabilityChanged()
    }
  }

  private static func slowChannel() throws -> EmbeddedChannel {
    let channel = EmbeddedChannel(handler: SlowClientHandler(limit: .seconds(10)))
    try channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 1)).wait()
    return channel
  }
}
