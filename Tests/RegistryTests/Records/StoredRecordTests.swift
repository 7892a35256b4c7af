import Registry
import SchemaCore
import Testing

@Suite struct StoredRecordTests {
  private static let subject = SubjectName(qualified: ":.c:s")
  private static let key = VersionKey(subject, SchemaVersion(rawValue: 2))
  private static let schema = SchemaText(
    text: #""int""#, references: [SchemaReference(name: "n", subject: "t", version: 1)])

  private static let contracted = SchemaText(
    text: #""int""#,
    metadata: SchemaMetadata(
      tags: ["**.a": ["PII", "A"]], properties: ["a": "1", "B": "2"], sensitive: ["a"]),
    ruleSet: RuleSet(
      domainRules: [
        Rule(
          name: "r", doc: "d", kind: .condition, mode: .write, type: "CEL", tags: ["PII"], parameters: ["k": "v"],
          expression: "true", onSuccess: "NONE", onFailure: "ERROR", isDisabled: true)
      ], enableAt: .client))

  /// Records in the form that other registries write and read: the order of members in keys is part of it.
  static let table: [(RegistryRecord, key: String, value: String?)] = [
    (
      .schema(SchemaRecord(key: key, id: SchemaID(rawValue: 7), schema: schema)),
      #"{"keytype":"SCHEMA","subject":":.c:s","version":2,"magic":1}"#,
      #"{"subject":":.c:s","version":2,"id":7,"schemaType":"AVRO","references":"#
        + #"[{"name":"n","subject":"t","version":1}],"schema":"\"int\"","deleted":false}"#
    ),
    (
      .schema(SchemaRecord(key: key, id: SchemaID(rawValue: 7), schema: contracted, isDeleted: true)),
      #"{"keytype":"SCHEMA","subject":":.c:s","version":2,"magic":1}"#,
      #"{"subject":":.c:s","version":2,"id":7,"schemaType":"AVRO","metadata":{"tags":{"**.a":["A","PII"]},"#
        + #""properties":{"B":"2","a":"1"},"sensitive":["a"]},"ruleSet":{"domainRules":[{"name":"r","doc":"d","#
        + #""kind":"CONDITION","mode":"WRITE","type":"CEL","tags":["PII"],"params":{"k":"v"},"expr":"true","#
        + #""onSuccess":"NONE","onFailure":"ERROR","disabled":true}],"enableAt":"CLIENT"},"schema":"\"int\"","#
        + #""deleted":true}"#
    ),
    (
      .schema(
        SchemaRecord(
          key: key, id: SchemaID(rawValue: 7),
          schema: SchemaText(text: "x", metadata: SchemaMetadata(), ruleSet: RuleSet()))),
      #"{"keytype":"SCHEMA","subject":":.c:s","version":2,"magic":1}"#,
      #"{"subject":":.c:s","version":2,"id":7,"schemaType":"AVRO","metadata":{},"ruleSet":{},"schema":"x","#
        + #""deleted":false}"#
    ),
    (.schemaRemoved(key), #"{"keytype":"SCHEMA","subject":":.c:s","version":2,"magic":1}"#, nil),
    (
      .subjectDeleted(subject, upTo: SchemaVersion(rawValue: 2)),
      #"{"keytype":"DELETE_SUBJECT","subject":":.c:s","magic":0}"#, #"{"subject":":.c:s","version":2}"#
    ),
    (.subjectCleared(subject), #"{"keytype":"CLEAR_SUBJECT","subject":":.c:s","magic":0}"#, #"{"subject":":.c:s"}"#),
    (
      .config(RegistryState.globalScope, SubjectConfig(level: .full)), #"{"keytype":"CONFIG","magic":0}"#,
      #"{"compatibilityLevel":"FULL"}"#
    ),
    (
      .config(subject, SubjectConfig(level: CompatibilityLevel.none, normalizes: true, validatesNewSchemas: false)),
      #"{"keytype":"CONFIG","subject":":.c:s","magic":0}"#,
      #"{"subject":":.c:s","normalize":true,"validateNewSchemas":false,"compatibilityLevel":"NONE"}"#
    ),
    (
      .config(
        subject,
        SubjectConfig(
          level: .full, policy: .lenient, group: "g", normalizes: false, validatesFields: true,
          validatesNewSchemas: true, validatesRules: true, alias: "t", aliasForKeys: "u",
          defaultMetadata: SchemaMetadata(), overrideMetadata: SchemaMetadata(properties: ["k": "v"]),
          defaultRuleSet: RuleSet(), overrideRuleSet: RuleSet(enableAt: .server))),
      #"{"keytype":"CONFIG","subject":":.c:s","magic":0}"#,
      #"{"subject":":.c:s","alias":"t","aliasForDeks":"u","normalize":false,"validateFields":true,"#
        + #""validateNewSchemas":true,"validateRules":true,"compatibilityLevel":"FULL","#
        + #""compatibilityPolicy":"LENIENT","compatibilityGroup":"g","defaultMetadata":{},"#
        + #""overrideMetadata":{"properties":{"k":"v"}},"defaultRuleSet":{},"overrideRuleSet":{"enableAt":"SERVER"}}"#
    ),
    (.config(subject, nil), #"{"keytype":"CONFIG","subject":":.c:s","magic":0}"#, nil),
    (.mode(RegistryState.globalScope, .import), #"{"keytype":"MODE","magic":0}"#, #"{"mode":"IMPORT"}"#),
    (.mode(subject, nil), #"{"keytype":"MODE","subject":":.c:s","magic":0}"#, nil),
    (
      .context(subject.context), #"{"keytype":"CONTEXT","tenant":"default","context":".c","magic":0}"#,
      #"{"tenant":"default","context":".c"}"#
    ),
    (.contextRemoved(subject.context), #"{"keytype":"CONTEXT","tenant":"default","context":".c","magic":0}"#, nil),
    (.noop, #"{"keytype":"NOOP","magic":0}"#, nil),
  ]

  @Test("each kind of record has its form, and is read back from it", arguments: table.indices)
  func forms(_ row: Int) throws {
    let (record, key, value) = Self.table[row]
    let stored = StoredRecord(record)
    #expect(stored.key == key)
    #expect(stored.value == value)
    #expect(try stored.record() == record)
  }

  @Test("a schema without a type is an Avro schema, and members may come in any order")
  func olderForms() throws {
    let stored = StoredRecord(
      key: #"{"magic":1,"version":1,"subject":"s","keytype":"SCHEMA"}"#,
      value: #"{"schema":"\"int\"","id":3,"version":1,"subject":"s"}"#)
    let expected = SchemaRecord(
      key: VersionKey(SubjectName(name: "s"), SchemaVersion(rawValue: 1)), id: SchemaID(rawValue: 3),
      schema: SchemaText(text: #""int""#))
    #expect(try stored.record() == .schema(expected))
  }

  @Test(
    "a number is an integer of 32 bits, and nothing else",
    arguments: [
      ("7", 7), ("0", 0), ("-1", -1), ("123456789", 123_456_789), ("2147483647", .max), ("7.0", nil), ("70e-1", nil),
      (" 7 ", 7), ("2147483648", nil), ("7.5", nil), ("\"7\"", nil), ("007", nil), ("7x", nil), ("", nil),
    ] as [(String, Int32?)])
  func numbers(_ text: String, _ number: Int32?) {
    for (member, value) in [
      ("version", #"{"id":1,"schema":""}"#), ("id", #"{"schema":"","id":\#(text)}"#),
      ("id", #"{"id":\#(text),"schema":""}"#),
    ] {
      let version = member == "version" ? text : "1"
      let stored = StoredRecord(key: #"{"keytype":"SCHEMA","subject":"s","version":\#(version)}"#, value: value)
      let record: SchemaRecord? = if case .schema(let record)? = try? stored.record() { record } else { nil }
      #expect((member == "id" ? record?.id.rawValue : record?.key.version.rawValue) == number)
    }
  }

  @Test(
    "what is not a record says what is wrong with it",
    arguments: [
      ("", nil, "not a JSON object"), ("[]", nil, "not a JSON object"), ("{}", nil, "keytype"),
      (#"{"keytype":"X"}"#, nil, "type X"), (#"{"keytype":"SCHEMA","subject":"s"}"#, "{}", "version"),
      (#"{"keytype":"SCHEMA","subject":"s","version":1}"#, "{}", "schema"),
      (#"{"keytype":"MODE"}"#, #"{"mode":"X"}"#, "mode X"),
      (#"{"keytype":"CONFIG"}"#, #"{"compatibilityLevel":"X"}"#, "level X"),
      (#"{"keytype":"CONFIG"}"#, #"{"defaultRuleSet":[]}"#, "/defaultRuleSet"),
      (
        #"{"keytype":"SCHEMA","subject":"s","version":1}"#, #"{"id":1,"schema":"x","metadata":{"tags":{"p":[1]}}}"#,
        "/metadata/tags/p/0"
      ),
      (
        #"{"keytype":"SCHEMA","subject":"s","version":1}"#,
        #"{"id":1,"schema":"x","ruleSet":{"domainRules":[{"kind":"X"}]}}"#, "/ruleSet/domainRules/0/kind"
      ),
    ] as [(String, String?, String)])
  func errors(_ key: String, _ value: String?, _ part: String) {
    let error = #expect(throws: RecordCodingError.self) { try StoredRecord(key: key, value: value).record() }
    #expect(error?.description.contains(part) == true)
  }
}
