import HTTPTypes
import RegistryAPI
import SchemaCore
import Testing

/// `GET /schemas/ids/{id}` past the routes.
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

  private func isDeleted(_ server: TestedServer) async throws -> Bool? {
    try SchemaStringBody(bytes: try await server.send("GET", "/schemas/ids/1").body).isDeleted
  }
}
