import HTTPTypes
import RegistryAPI
import SchemaCore
import Testing

/// `GET /schemas/ids/{id}` and `GET /subjects/{subject}/versions/latest` past the routes.
struct ReadySchemaTests {
  @Test("the ready answer is the one that the routes give")
  func same() async throws {
    try await TestedServer.run { server in
      try await server.register(#"{"type":"record","name":"R","doc":"é \" \\ /","fields":[]}"#, under: "s")
      for accept in ["*/*", "application/json"] {
        let ready = try await server.send("GET", "/schemas/ids/1", headers: [("Accept", accept)])
        // A trailing slash leads through the routes.
        let routed = try await server.send("GET", "/schemas/ids/1/", headers: [("Accept", accept)])
        #expect(ready.text == routed.text)
        #expect(ready.headers[.contentType] == routed.headers[.contentType])
        #expect(ready.headers[.contentLength] == routed.headers[.contentLength])
        #expect(try SchemaStringBody(bytes: ready.body).schema.text.contains("\"R\""))
      }
    }
  }

  @Test("the ready answer follows every change")
  func current() async throws {
    try await TestedServer.run { server in
      #expect(try await server.send("GET", "/schemas/ids/1").code == 40403)
      try await server.register(#""int""#, under: "s")
      #expect(try await isDeleted(server) == false)
      _ = try await server.send("DELETE", "/subjects/s")
      #expect(try await isDeleted(server) == true)
      _ = try await server.send("DELETE", "/subjects/s?permanent=true")
      #expect(try await server.send("GET", "/schemas/ids/1").code == 40403)
    }
  }

  @Test(
    "the latest version is ready as the routes give it, whatever the subject is called",
    arguments: ["s", "a b", "ä/ö?", ":.c:s", "subjects", "%2F", "other"])
  func latest(_ subject: String) async throws {
    try await TestedServer.run { server in
      let subject = PercentEncoding.encoded(subject)
      let path = "/subjects/\(subject)/versions/latest"
      let missing = try await server.send("GET", path)
      #expect(missing.code == 40401)
      try await server.register(#"{"type":"record","name":"R","doc":"é","fields":[]}"#, under: subject)
      for version in 1...2 {
        let ready = try await server.send("GET", path)
        let routed = try await server.send("GET", path + "/")
        #expect(ready.text == routed.text)
        #expect(ready.headers[.contentType] == routed.headers[.contentType])
        #expect(ready.text.contains(#""version":\#(version)"#))
        try await server.register(#"{"type":"record","name":"R","fields":[]}"#, under: subject)
      }
    }
  }

  @Test("the latest version follows aliases")
  func aliases() async throws {
    try await TestedServer.run { server in
      try await server.register(#""int""#, under: "s")
      _ = try await server.send("PUT", "/config/other", ["alias": "s"])
      let answer = try await server.send("GET", "/subjects/other/versions/latest")
      #expect(answer.text.contains(#""subject":"s""#))
    }
  }

  private func isDeleted(_ server: TestedServer) async throws -> Bool? {
    try SchemaStringBody(bytes: try await server.send("GET", "/schemas/ids/1").body).isDeleted
  }
}
