import Registry
import RegistryServer
import RegistryTesting
import SchemaCore
import Testing

/// What is too large, too deep or too much.
struct LimitTests {
  @Test("a body over the limit is answered with 413, one at the limit is read")
  func bodySize() async throws {
    try await TestedServer.run(configuration: ServerConfiguration(maximumBodyBytes: 100)) { server in
      let over = try await server.send("POST", "/subjects/s/versions", body: Array(repeating: 0x20, count: 101))
      #expect(over.status == 413)
      #expect(over.code == 413)
      let small = Array(#"{"schema":"\"int\""}"#.utf8)
      let exact = try await server.send(
        "POST", "/subjects/s/versions", body: small + Array(repeating: 0x20, count: 100 - small.count))
      #expect(exact.status == 200)
    }
  }

  @Test("a schema over the limit is refused with the sizes")
  func schemaSize() async throws {
    try await TestedServer.run { server in
      let answer = try await server.register("\"" + String(repeating: "x", count: 10_000_000) + "\"", under: "s")
      #expect(answer.status == 422)
      #expect(answer.code == 42209)
      #expect(
        answer.message == "Register operation failed because schema is too large: it has 10000002 bytes, "
          + "at most 1048576 are accepted")
    }
  }

  @Test("nesting 10,000 deep is refused, in the body and in the schema")
  func depth() async throws {
    try await TestedServer.run { server in
      let deep = String(repeating: "[", count: 10_000)
      let body = try await server.send("POST", "/subjects/s/versions", body: Array(deep.utf8))
      #expect(body.status == 400)
      #expect(body.code == 400)
      let schema = try await server.register(deep, under: "s")
      #expect(schema.status == 422)
      #expect(schema.code == 42201)
    }
  }

  @Test("a list of all schemas holds at most 1000, and pages lead through the rest")
  func pages() async throws {
    try await TestedServer.run { server in
      for index in 0..<3 {
        try await server.register(#"{"type":"fixed","name":"F","size":\#(index)}"#, under: "s\(index)")
      }
      for (query, subjects) in [
        ("offset=1&limit=1", ["s1"]), ("offset=2", ["s2"]), ("limit=1001", ["s0", "s1", "s2"]),
        ("offset=2147483647&limit=1000", []),
      ] {
        let list = try await server.send("GET", "/schemas?\(query)").json?.array
        #expect(list?.compactMap { $0.object?["subject"]?.string } == subjects)
      }
    }
  }

  @Test("whatever bytes are sent, the answer is one of the API's")
  func garbage() async throws {
    try await TestedServer.run { server in
      var generator = SeededGenerator(seed: 2)
      for _ in 0..<300 {
        let count = Int.random(in: 1...60, using: &generator)
        let bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
        let answer = try await server.send("POST", "/subjects/s/versions", body: bytes)
        #expect((400..<500).contains(answer.status), "seed 2, \(bytes)")
        #expect(answer.code != nil)
      }
    }
  }
}
