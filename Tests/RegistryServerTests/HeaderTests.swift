import HTTPTypes
import RegistryAPI
import Testing

/// Media types, request IDs, HEAD and OPTIONS.
struct HeaderTests {
  private static let version1 = "application/vnd.schemaregistry.v1+json"

  @Test(
    "the answer's type is the best of what both sides like",
    arguments: [
      (nil, version1), ("*/*", version1), ("application/json", "application/json"),
      ("application/*", version1), ("Application/JSON; charset=utf-8", "application/json"),
      ("application/vnd.schemaregistry+json, application/json", "application/vnd.schemaregistry+json"),
      ("application/json, application/vnd.schemaregistry+json;q=0.4", "application/json"),
      ("application/json;q=0.5, */*;q=0.1", "application/json"),
      ("application/vnd.schemaregistry.v1+json;q=0, */*", "application/vnd.schemaregistry+json"),
      ("\(version1), application/json", version1), ("\(version1), application/json;q=0.1", version1),
      ("\(version1);q=0.1, application/json", "application/json"),
      ("\(version1)x, application/json", "application/json"),
      ("text/html, */*;q=0.8", version1), ("", version1), ("application/json;q=x", "application/json"),
      ("text/html", nil), ("application/json;q=0", nil),
    ] as [(String?, String?)])
  func negotiation(accept: String?, type: String?) async throws {
    #expect(APIMediaType.negotiated(accept: accept)?.rawValue == type)
    try await TestedServer.run { server in
      try await server.register(#""int""#, under: "s")
      // One path through the routes, one past them.
      for path in ["/subjects", "/schemas/ids/1"] {
        let answer = try await server.send("GET", path, headers: accept.map { [("Accept", $0)] } ?? [])
        #expect(answer.status == (type == nil ? 406 : 200))
        #expect(answer.headers[.contentType] == type ?? Self.version1)
        if type == nil { #expect(answer.message == "HTTP 406 Not Acceptable") }
      }
    }
  }

  @Test(
    "a body's type is one of the registry's, JSON, octets or none",
    arguments: [
      (nil, 200), ("application/json", 200), ("application/json; charset=utf-8", 200),
      ("application/vnd.schemaregistry.v1+json", 200), ("application/vnd.schemaregistry+json", 200),
      ("application/octet-stream", 200), ("text/plain", 415), ("application/xml", 415),
    ] as [(String?, Int)])
  func contentType(type: String?, status: Int) async throws {
    try await TestedServer.run { server in
      let answer = try await server.send(
        "POST", "/subjects/s/versions", headers: type.map { [("Content-Type", $0)] } ?? [],
        body: Array(#"{"schema":"\"int\""}"#.utf8))
      #expect(answer.status == status)
      if status == 415 {
        #expect(answer.code == 415)
        #expect(answer.message == "HTTP 415 Unsupported Media Type")
      }
    }
  }

  @Test("a request ID is sent back; where there is none or no clear one, a UUID of version 4 is made")
  func requestID() async throws {
    try await TestedServer.run { server in
      try await server.register(#""int""#, under: "s")
      for path in ["/subjects", "/schemas/ids/1", "/nowhere", "/contexts/a:b/subjects"] {
        let echoed = try await server.send("GET", path, headers: [("X-Request-ID", "my request")])
        #expect(echoed.headers[HTTPField.Name("X-Request-ID")!] == "my request")
        for headers in [[], [("X-Request-ID", "  ")], [("X-Request-ID", "a"), ("X-Request-ID", "b")]] {
          let made = try await server.send("GET", path, headers: headers).headers[HTTPField.Name("X-Request-ID")!]
          let uuid = /[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/
          #expect(try #require(made).wholeMatch(of: uuid) != nil)
        }
      }
    }
  }

  @Test("no answer may be kept on its way, nor taken for a script")
  func protection() async throws {
    try await TestedServer.run { server in
      try await server.register(#""int""#, under: "s")
      for path in ["/subjects", "/schemas/ids/1", "/nowhere", "/contexts/a:b/subjects"] {
        let answer = try await server.send("GET", path, headers: [("Accept", "application/json")])
        #expect(answer.headers[.cacheControl] == "no-cache, no-store, must-revalidate")
        #expect(answer.headers[HTTPField.Name("X-XSS-Protection")!] == "1; mode=block")
        #expect(answer.headers[.contentType] == "application/json")
      }
    }
  }

  @Test("HEAD works where GET works, without a body", arguments: ["/subjects", "/schemas/ids/1", "/config", "/"])
  func head(path: String) async throws {
    try await TestedServer.run { server in
      try await server.register(#""int""#, under: "s")
      let get = try await server.send("GET", path)
      let head = try await server.send("HEAD", path)
      #expect(head.status == 200)
      #expect(head.body.isEmpty)
      #expect(head.headers[.contentLength] == get.headers[.contentLength])
      #expect(head.headers[.contentType] == get.headers[.contentType])
      let missed = try await server.send("HEAD", "/nowhere")
      #expect(missed.status == 404)
      #expect(missed.body.isEmpty)
    }
  }

  @Test(
    "OPTIONS tells the methods of a path",
    arguments: [
      ("/subjects", "GET,HEAD,OPTIONS"), ("/subjects/s", "POST,DELETE,OPTIONS"),
      ("/config/s", "GET,HEAD,PUT,DELETE,OPTIONS"), ("/contexts/c/config", "GET,HEAD,PUT,DELETE,OPTIONS"),
    ])
  func options(path: String, allowed: String) async throws {
    try await TestedServer.run { server in
      let answer = try await server.send("OPTIONS", path)
      #expect(answer.status == 200)
      #expect(answer.headers[.allow] == allowed)
      let refused = try await server.send("PATCH", path)
      #expect(refused.status == 405)
      #expect(refused.headers[.allow] == allowed)
    }
  }
}
