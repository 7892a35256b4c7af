import HTTPTypes
import NIOCore
import RegistryTesting
import Testing

@testable import RegistryServer

/// Bodies packed by gzip, in both directions.
struct CompressionTests {
  private static let documentation = String(repeating: "many words ", count: 200)
  private static let schema = #"{"type":"record","name":"R","doc":"\#(documentation)","fields":[]}"#

  @Test(
    "an answer is packed if the client takes gzip and it is worth while",
    arguments: [
      (nil, false), ("gzip", true), ("gzip, deflate, br", true), ("x-gzip", true), ("*", true), ("deflate", false),
      ("gzip;q=0", false), ("gzip;q=0.5", true), ("*, gzip;q=0", false), ("identity", false), ("GZIP", true),
    ] as [(String?, Bool)])
  func answers(acceptEncoding: String?, isPacked: Bool) async throws {
    try await TestedServer.run { server in
      try await server.register(Self.schema, under: "s")
      let headers = acceptEncoding.map { [("Accept-Encoding", $0)] } ?? []
      // Past the routes, and through them.
      for path in ["/schemas/ids/1", "/schemas/ids/1/", "/schemas/ids/1/schema", "/subjects/s/versions/1"] {
        let plain = try await server.send("GET", path)
        let answer = try await server.send("GET", path, headers: headers)
        #expect(answer.headers[.contentEncoding] == (isPacked ? "gzip" : nil))
        #expect(answer.headers[.contentLength] == String(answer.body.count))
        if isPacked {
          #expect(answer.body.count < plain.body.count)
          let unpacked = try Gzip.decompressed(ByteBuffer(bytes: answer.body), upTo: 1 << 20)
          #expect(Array(unpacked.readableBytesView) == plain.body)
        } else {
          #expect(answer.body == plain.body)
        }
      }
      let small = try await server.send("GET", "/subjects", headers: headers)
      #expect(small.headers[.contentEncoding] == nil)
    }
  }

  @Test("nothing is packed where that is switched off")
  func switchedOff() async throws {
    try await TestedServer.run(configuration: ServerConfiguration(compressesAnswers: false)) { server in
      try await server.register(Self.schema, under: "s")
      for path in ["/schemas/ids/1", "/schemas"] {
        let answer = try await server.send("GET", path, headers: [("Accept-Encoding", "gzip")])
        #expect(answer.headers[.contentEncoding] == nil)
      }
    }
  }

  @Test("a packed body is read", arguments: ["gzip", "X-GZIP"])
  func requests(encoding: String) async throws {
    try await TestedServer.run { server in
      let body = try #require(Gzip.compressed(ByteBuffer(string: #"{"schema":"\"int\""}"#)))
      let answer = try await server.send(
        "POST", "/subjects/s/versions", headers: [("Content-Encoding", encoding)], body: Array(body.readableBytesView))
      #expect(answer.status == 200)
    }
  }

  @Test("a packed body may not hold more than a plain one, however small it is")
  func bombs() async throws {
    try await TestedServer.run(configuration: ServerConfiguration(maximumBodyBytes: 10_000)) { server in
      let bomb = try #require(Gzip.compressed(ByteBuffer(repeating: 0x20, count: 1_000_000)))
      #expect(bomb.readableBytes < 10_000)
      let answer = try await server.send(
        "POST", "/subjects/s/versions", headers: [("Content-Encoding", "gzip")], body: Array(bomb.readableBytesView))
      #expect(answer.status == 413)
      #expect(answer.code == 413)
      let whole = Array(#"{"schema":"\"int\""}"#.utf8) + Array(repeating: UInt8(ascii: " "), count: 9_980)
      let exact = try #require(Gzip.compressed(ByteBuffer(bytes: whole)))
      #expect(whole.count == 10_000)
      let read = try await server.send(
        "POST", "/subjects/s/versions", headers: [("Content-Encoding", "gzip")], body: Array(exact.readableBytesView))
      #expect(read.status == 200)
    }
  }

  @Test("what is not what Content-Encoding says is refused")
  func malformed() async throws {
    try await TestedServer.run { server in
      let body = Array(try #require(Gzip.compressed(ByteBuffer(string: #"{"schema":"\"int\""}"#))).readableBytesView)
      for bytes in [[], Array("{}".utf8), body.dropLast(1), body + [0], Array(body.prefix(5))] {
        let answer = try await server.send(
          "POST", "/subjects/s/versions", headers: [("Content-Encoding", "gzip")], body: Array(bytes))
        #expect(answer.status == 400)
        #expect(answer.code == 400)
      }
      let other = try await server.send(
        "POST", "/subjects/s/versions", headers: [("Content-Encoding", "br")], body: body)
      #expect(other.status == 415)
    }
  }
}
