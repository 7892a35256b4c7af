import RegistryAPI
import SchemaCore
import Testing

/// Bodies as the client writes and reads them.
struct BodyTests {
  @Test("what is written is read back")
  func roundTrips() throws {
    let references = [SchemaReference(name: "a.B", subject: "b", version: 2)]
    let schema = SchemaText(format: .protobuf, text: "syntax", references: references)
    try expectRoundTrip(SchemaBody(schema, version: -1, id: 7))
    try expectRoundTrip(SchemaBody(SchemaText(text: "x")))
    let contracted = SchemaText(
      text: "x", metadata: SchemaMetadata(tags: ["p": ["a"]], properties: ["k": "v"], sensitive: ["k"]),
      ruleSet: RuleSet(domainRules: [Rule(name: "r", type: "CEL")], enableAt: .all))
    let tags = [SchemaTags(entity: SchemaEntity(path: "R.f", kind: .field), tags: ["PII", "A"])]
    try expectRoundTrip(SchemaBody(contracted, tagsToAdd: tags, tagsToRemove: tags, propagatesTags: true))
    try expectRoundTrip(RegisteredSchemaBody(id: 2, schema: contracted, tags: tags))
    try expectRoundTrip(SchemaStringBody(schema: contracted, tags: tags))
    try expectRoundTrip(
      ContractEdits(
        newVersion: 2, tagsToAdd: tags, tagsToRemove: tags, metadata: SchemaMetadata(), ruleSet: RuleSet(),
        rulesToMerge: RuleSet(), rulesToRemove: ["r"]))
    try expectRoundTrip(
      RegisteredSchemaBody(
        subject: "s", version: 1, id: 2, guid: "g", schema: schema, timestamp: 1_700_000_000_000, isDeleted: true))
    try expectRoundTrip(RegisteredSchemaBody(id: 2))
    let match = NearMatchBody(subject: "s", version: 1, id: 2, difference: "SPELLING", explanation: "e")
    try expectRoundTrip(RehearsalBody(schema: RegisteredSchemaBody(id: 2), isNew: true, nearMatches: [match]))
    try expectRoundTrip(RehearsalBody(schema: RegisteredSchemaBody(id: 2), isNew: false))
    try expectRoundTrip(SchemaStringBody(subject: "s", version: 1, schema: schema, maximumID: 9))
    try expectRoundTrip(SubjectVersionBody(subject: "s", version: 1))
    try expectRoundTrip(ContextIDBody(context: ".", id: 1))
    try expectRoundTrip(CompatibilityBody(isCompatible: false, messages: []))
    try expectRoundTrip(CompatibilityBody(isCompatible: true))
    try expectRoundTrip(ConfigBody(SubjectConfig(level: .full, normalizes: false)))
    try expectRoundTrip(ConfigUpdateBody(ConfigChange(SubjectConfig(normalizes: true), clearing: [.level])))
    try expectRoundTrip(ModeBody(mode: nil))
    try expectRoundTrip(ServerIdentityBody(registryCluster: "r", kafkaCluster: "k"))
    try expectRoundTrip(ServerVersionBody(version: "1", commit: "c"))
  }

  private func expectRoundTrip<Body: JSONBody & Equatable>(_ body: Body) throws {
    #expect(try Body(bytes: body.bytes) == body)
  }

  @Test("an explained verdict is read as it is written")
  func verdict() throws {
    let finding: JSONValue = [
      "rule": "TYPE_MISMATCH", "path": "/fields/0", "in": "old", "line": 2, "column": 3, "direction": "forward",
      "explanation": "e", "breaks": "b", "message": "m", "fix": "f",
    ]
    let json: JSONValue = [
      "compatibilityLevel": "FULL", "levelFrom": "SUBJECT", "levelSetOn": "s", "version": 1, "findings": [finding],
      "omittedFindings": 4,
    ]
    let verdict = try VerdictBody(json: json)
    #expect(verdict.json == json)
    #expect(verdict.findings.first?.side == .old)
    #expect(verdict.findings.first?.position == TextPosition(line: 2, column: 3))
  }

  @Test("what is empty is not written, booleans always are")
  func omission() {
    #expect(
      RegisteredSchemaBody(id: 1, schema: SchemaText(text: ""), isDeleted: false).json
        == ["id": 1, "schemaType": "AVRO", "deleted": false])
    #expect(SchemaBody(SchemaText(text: "x")).json == ["schema": "x"])
    #expect(CompatibilityBody(isCompatible: true, messages: []).json == ["is_compatible": true, "messages": []])
    #expect(ModeBody(mode: nil).json == ["mode": nil])
    #expect(ConfigUpdateBody(ConfigChange(clearing: [.level])).json == ["compatibility": nil])
  }

  @Test("the short answers of other registries are understood")
  func otherRegistries() throws {
    #expect(try RegisteredSchemaBody(bytes: #"{"id":3}"#.utf8) == RegisteredSchemaBody(id: 3))
    #expect(try SchemaStringBody(bytes: #"{"schema":"\"int\""}"#.utf8).schema.format == .avro)
    #expect(APIError(status: 404, json: ["message": "gone"]).code == .notFound)
    #expect(APIError(status: 422, json: ["error_code": 422, "message": [["a": 1]]]).message == #"[{"a":1}]"#)
    #expect(APIError(status: 502, json: nil).message == "the server answered with status 502")
    #expect(throws: BodyError.self) { try RegisteredSchemaBody(bytes: "{}".utf8) }
  }

  @Test("a code begins with its status", arguments: [(40401, 404), (40901, 409), (50001, 500), (413, 413)])
  func codes(code: Int, status: Int) {
    #expect(APIErrorCode(rawValue: code).status == status)
  }

  @Test(
    "percent-encoding keeps every text",
    arguments: ["", "a/b", "a b+c", "100%", ":.c:s", "é", "日本", "a\0b", "?&=#", String(repeating: "x", count: 300)])
  func percentEncoding(text: String) {
    let encoded = PercentEncoding.encoded(text)
    #expect(PercentEncoding.decoded(encoded) == text)
    #expect(PercentEncoding.decoded(encoded, plusIsSpace: true) == text)
    #expect(encoded.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "/") })
    let items: QueryItems = ["name": text, "other": "1"]
    #expect(QueryItems(parsing: items.description)["name"] == text)
  }

  @Test("what is not percent-encoded UTF-8 cannot be decoded", arguments: ["%", "%4", "%zz", "%FF", "a%C3"])
  func notPercentEncoded(text: String) {
    #expect(PercentEncoding.decoded(text) == nil)
  }
}
