import HTTPTypes
import RegistryServer
import RegistryTesting
import Testing

/// What browsers are told on behalf of pages of other origins.
struct CrossOriginTests {
  private static let page = ("Origin", "https://ui.example")
  private static let question = ("Access-Control-Request-Method", "PUT")

  @Test("unless it is configured no answer says anything of other origins")
  func off() async throws {
    try await TestedServer.run { server in
      let answer = try await server.send("GET", "/subjects", headers: [Self.page])
      #expect(answer.headers[.accessControlAllowOrigin] == nil)
      let preflight = try await server.send("OPTIONS", "/config", headers: [Self.page, Self.question])
      #expect(preflight.headers[.accessControlAllowMethods] == nil)
      #expect(preflight.headers[.allow] == "GET,HEAD,PUT,DELETE,OPTIONS")
    }
  }

  @Test("a page of a known origin is let in, on every path", arguments: [["https://ui.example"], ["*"]])
  func allowed(origins: [String]) async throws {
    let configuration = ServerConfiguration(crossOrigin: CrossOriginPolicy(origins: origins))
    try await TestedServer.run(configuration: configuration) { server in
      try await server.register(#""int""#, under: "s")
      for path in ["/subjects", "/schemas/ids/1", "/nowhere"] {
        let answer = try await server.send("GET", path, headers: [Self.page])
        #expect(answer.headers[.accessControlAllowOrigin] == (origins == ["*"] ? "*" : "https://ui.example"))
        #expect(answer.headers[.accessControlExposeHeaders] == "X-Request-ID")
        #expect(answer.headers[.vary] == (origins == ["*"] ? nil : "Origin"))
      }
      let preflight = try await server.send("OPTIONS", "/config/s", headers: [Self.page, Self.question])
      #expect(preflight.status == 200)
      #expect(preflight.headers[.accessControlAllowMethods] == "GET,HEAD,POST,PUT,DELETE")
      #expect(preflight.headers[.accessControlAllowHeaders]?.contains("Content-Type") == true)
      #expect(preflight.headers[.accessControlMaxAge] == "1800")
    }
  }

  @Test("a page of another origin, and who is no page, gets an answer without a mark")
  func strangers() async throws {
    let configuration = ServerConfiguration(crossOrigin: CrossOriginPolicy(origins: ["https://ui.example"]))
    try await TestedServer.run(configuration: configuration) { server in
      for headers in [[], [("Origin", "https://ui.example.evil")], [("Origin", "null")]] {
        let answer = try await server.send("GET", "/subjects", headers: headers)
        #expect(answer.status == 200)
        #expect(answer.headers[.accessControlAllowOrigin] == nil)
        let preflight = try await server.send("OPTIONS", "/config", headers: headers + [Self.question])
        #expect(preflight.headers[.accessControlAllowMethods] == nil)
      }
    }
  }
}
