import Registry
import RegistryServer
import SchemaCore
import Testing

/// Requests that are refused, and in which words.
struct RefusalTests {
  struct Refusal: Sendable {
    var method = "POST"
    var path = "/subjects/s/versions"
    var body: String?
    var status: Int
    var code: Int64
    var message: String
  }

  static let refusals = [
    Refusal(body: nil, status: 422, code: 422, message: "the request body must not be null"),
    Refusal(
      body: "{\"schema\":\n nonsense}", status: 400, code: 400,
      message: "the body is not JSON: 2:2: a value is expected, found 'n'"),
    Refusal(body: "[]", status: 400, code: 400, message: "an object is expected, found an array"),
    Refusal(body: "\"x\"", status: 400, code: 400, message: "an object is expected, found a string"),
    Refusal(
      body: #"{"schema":{"type":"int"}}"#, status: 400, code: 400,
      message: "a string is expected, found an object (at /schema)"),
    Refusal(
      body: #"{"schema":"\"int\"","references":[{"name":"a","subject":"b","version":"1"}]}"#, status: 400, code: 400,
      message: "an integer of 32 bits is expected, found a string (at /references/0/version)"),
    Refusal(
      body: #"{"schema":"\"int\"","version":4294967296}"#, status: 400, code: 400,
      message: "an integer of 32 bits is expected, found the number 4294967296 (at /version)"),
    Refusal(body: "{}", status: 422, code: 42201, message: "Empty schema"),
    Refusal(body: #"{"schema":" "}"#, status: 422, code: 42201, message: "Empty schema"),
    Refusal(
      body: #"{"schema":"x","schemaType":"avro"}"#, status: 422, code: 42201, message: "Invalid schema type avro"),
    Refusal(
      body: #"{"schema":"\"int\"","version":2}"#, status: 422, code: 42201,
      message: "Version is not one more than previous version"),
    Refusal(
      path: "/subjects/__GLOBAL/versions", body: #"{"schema":"\"int\""}"#, status: 422, code: 42208,
      message: "The specified subject '__GLOBAL' is not a valid."),
    Refusal(
      path: "/subjects/a%00b/versions", body: #"{"schema":"\"int\""}"#, status: 422, code: 42208,
      message: "The specified subject 'a\0b' is not a valid."),
    Refusal(
      path: "/subjects/s", body: #"{"schema":"\"int\""}"#, status: 404, code: 40401, message: "Subject 's' not found."),
    Refusal(
      path: "/subjects/known", body: #"{"schema":"\"string\""}"#, status: 404, code: 40403, message: "Schema not found"),
    Refusal(
      method: "GET", path: "/subjects/known/versions/0", status: 422, code: 42202,
      message: "The specified version '0' is not a valid version id. "
        + "Allowed values are between [1, 2^31-1] and the string \"latest\""),
    Refusal(
      method: "GET", path: "/subjects/known/versions/7/referencedby", status: 404, code: 40402,
      message: "Version 7 not found."),
    Refusal(
      method: "DELETE", path: "/subjects/s/versions/latest", status: 404, code: 40401, message: "Subject 's' not found."
    ),
    Refusal(method: "GET", path: "/schemas/ids/77", status: 404, code: 40403, message: "Schema 77 not found"),
    Refusal(method: "GET", path: "/schemas/ids/77/schema", status: 404, code: 40403, message: "Schema 77 not found"),
    Refusal(method: "GET", path: "/schemas/ids/77/subjects", status: 404, code: 40403, message: "Schema not found"),
    Refusal(
      method: "GET", path: "/schemas/guids/no-guid", status: 404, code: 40403, message: "Schema no-guid not found"),
    Refusal(
      method: "PUT", path: "/config", body: #"{"compatibility":"sideways"}"#, status: 422, code: 42203,
      message: "Invalid compatibility level. Valid values are none, backward, forward, full, backward_transitive, "
        + "forward_transitive, and full_transitive"),
    Refusal(method: "PUT", path: "/config", status: 422, code: 422, message: "the request body must not be null"),
    Refusal(
      method: "PUT", path: "/config/__EMPTY", body: #"{"compatibility":"FULL"}"#, status: 422, code: 42208,
      message: "The specified subject '__EMPTY' is not a valid."),
    Refusal(
      method: "PUT", path: "/mode", body: #"{"mode":"DRAFT"}"#, status: 422, code: 42204,
      message: "Invalid mode. Valid values are READWRITE, READONLY, IMPORT and FORWARD."),
    Refusal(
      method: "PUT", path: "/mode/:.__GLOBAL:s", body: #"{"mode":"FORWARD"}"#, status: 422, code: 42204,
      message: "Forward mode only supported on global level"),
  ]

  @Test("a bad request is refused with the right status, code and text", arguments: refusals)
  func refusal(_ refusal: Refusal) async throws {
    try await TestedServer.run { server in
      try await server.register(#""int""#, under: "known")
      let position = server.registry.position
      let answer = try await server.send(refusal.method, refusal.path, body: refusal.body.map { Array($0.utf8) })
      #expect(answer.status == refusal.status)
      #expect(answer.code == refusal.code)
      #expect(answer.message == refusal.message)
      #expect(server.registry.position == position)
    }
  }

  @Test("an invalid schema is refused with its place")
  func invalidSchema() async throws {
    try await TestedServer.run { server in
      let answer = try await server.register("{\"type\":\"record\",\n\"name\":\"R\"}", under: "s")
      #expect(answer.status == 422)
      #expect(answer.code == 42201)
      #expect(try #require(answer.message).wholeMatch(of: /Invalid schema of type AVRO, details: \d+:\d+: .+/) != nil)
    }
  }

  @Test("an incompatible schema is refused with every reason")
  func incompatible() async throws {
    try await TestedServer.run { server in
      try await server.register(#""int""#, under: "s")
      let answer = try await server.register(#""string""#, under: "s")
      #expect(answer.status == 409)
      #expect(answer.code == 40901)
      let message = try #require(answer.message)
      #expect(
        message.hasPrefix(
          "Schema being registered is incompatible with an earlier schema for subject \"s\", details: [{errorType:"))
      #expect(
        message.hasSuffix(
          "{oldSchemaVersion: 1}, {oldSchema: '\"int\"'}, {validateFields: 'false', compatibility: 'BACKWARD'}]"))
    }
  }

  @Test(
    "a part of a data contract that is not of its shape is a bad request, with the place",
    arguments: [
      (#""metadata":[]"#, "/metadata"), (#""metadata":{"tags":{"p":"PII"}}"#, "/metadata/tags/p"),
      (#""metadata":{"properties":{"a":{}}}"#, "/metadata/properties/a"),
      (#""metadata":{"sensitive":[1]}"#, "/metadata/sensitive/0"), (#""ruleSet":1"#, "/ruleSet"),
      (#""ruleSet":{"domainRules":[{"kind":"X"}]}"#, "/ruleSet/domainRules/0/kind"),
      (#""ruleSet":{"migrationRules":[{"mode":"write"}]}"#, "/ruleSet/migrationRules/0/mode"),
      (#""ruleSet":{"enableAt":"X"}"#, "/ruleSet/enableAt"),
      (#""schemaTagsToAdd":[{"tags":["a"]}]"#, "/schemaTagsToAdd/0"),
      (#""schemaTagsToRemove":[{"schemaEntity":{"entityPath":"p","entityType":"x"}}]"#, "/schemaEntity/entityType"),
    ])
  func contract(member: String, place: String) async throws {
    try await TestedServer.run { server in
      for path in ["/subjects/s/versions", "/subjects/s", "/compatibility/subjects/s/versions"] {
        let answer = try await server.send("POST", path, body: Array(#"{"schema":"\"int\"",\#(member)}"#.utf8))
        #expect(answer.status == 400)
        #expect(answer.code == 400)
        #expect(try #require(answer.message).contains(place))
      }
      #expect(server.registry.position == .start)
    }
  }

  @Test("the policy that is not supported is refused by name, and one that nobody knows counts as none")
  func policies() async throws {
    try await TestedServer.run { server in
      let answer = try await server.send("PUT", "/config/s", ["compatibilityPolicy": "logical"])
      #expect(answer.status == 422)
      #expect(answer.code == 422)
      #expect(try #require(answer.message).contains("LOGICAL"))
      #expect(server.registry.position == .start)
      #expect(
        try await server.send("PUT", "/config/s", ["compatibilityPolicy": "lenient"]).json == [
          "compatibilityPolicy": "LENIENT"
        ])
      #expect(try await server.send("PUT", "/config/s", ["compatibilityPolicy": "X"]).json == [:])
    }
  }

  @Test("modes cannot be changed where the operator forbids it")
  func fixedModes() async throws {
    try await TestedServer.run(options: RegistryOptions(allowsModeChanges: false)) { server in
      for method in ["PUT", "DELETE"] {
        let answer = try await server.send(method, "/mode", ["mode": "READONLY"])
        #expect(answer.status == 422)
        #expect(answer.code == 42205)
        #expect(answer.message == "Mode changes are not allowed")
      }
    }
  }

  @Test(
    "a store that fails is told as such",
    arguments: [
      (StoreError.damaged("the disk is full"), 500, 50001, "the disk is full"),
      (
        StoreError.tooLarge("records hold 5 bytes"), 422, 42209,
        "Register operation failed because schema is too large: records hold 5 bytes"
      ),
    ])
  func store(error: StoreError, status: Int, code: Int64, message: String) async throws {
    try await TestedServer.run(store: FailingStore(error: error)) { server in
      let answer = try await server.register(#""int""#, under: "s")
      #expect(answer.status == status)
      #expect(answer.code == code)
      #expect(answer.message == message)
      #expect(try await server.send("GET", "/subjects").json == [])
    }
  }
}

/// A store that takes nothing.
private struct FailingStore: RegistryStore {
  let error: StoreError

  func entries(from position: LogPosition, limit: Int) async throws(StoreError) -> [LogEntry] { [] }
  func append(_ entries: [LogEntry]) async throws(StoreError) { throw error }
  func close() async {}
}
