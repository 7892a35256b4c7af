import Registry
import SchemaCore
import SchemaReports
import SchemaSets
import Testing

@Suite struct SetPlanTests {
  private static let yaml = """
    schemas:
      - {path: order.avsc, level: FULL, references: [{name: Money, file: money.avsc}]}
      - {path: money.avsc}
    """
  private static let files = [
    "order.avsc": Sets.record("Order", [("price", "Money")]), "money.avsc": Sets.record("Money", [("units", "long")]),
  ]

  /// The records of a registry in which a plan was done.
  private static func records(_ plan: SetPlan, in registry: SchemaRegistry, _ store: MemoryStore) async throws
    -> [RegistryRecord]
  {
    for step in plan.steps { try await registry.perform(step) }
    return try await store.entries(from: .start, limit: .max).map(\.record)
  }

  private static func registry() async throws -> (SchemaRegistry, MemoryStore) {
    let store = MemoryStore()
    return (try await SchemaRegistry(store: store, formats: Sets.formats.formats), store)
  }

  @Test("a plan registers in the order of references, and once done there is nothing to do")
  func noop() async throws {
    let set = try Sets.set(Self.yaml, Self.files)
    let plan = try await SetPlan(set, records: [])
    #expect(
      plan.steps.map(\.text) == [
        "~ config    order: level unset → FULL", "+ register  money version 1 from money.avsc",
        "+ register  order version 1 from order.avsc",
      ])
    let (registry, store) = try await Self.registry()
    let records = try await Self.records(plan, in: registry, store)
    #expect(try await SetPlan(set, records: records).isEmpty)
    let spaced = try Sets.set(Self.yaml, Self.files.mapValues { $0.replacing(": ", with: " :\n") })
    #expect(try await SetPlan(spaced, records: records).isEmpty, "other spaces are no other schema")
  }

  @Test("after a failure a plan has what is left to do")
  func resuming() async throws {
    let set = try Sets.set(Self.yaml, Self.files)
    let (registry, store) = try await Self.registry()
    for step in try await SetPlan(set, records: []).steps.prefix(2) { try await registry.perform(step) }
    let records = try await store.entries(from: .start, limit: .max).map(\.record)
    let rest = try await SetPlan(set, records: records)
    #expect(rest.steps.map(\.text) == ["+ register  order version 1 from order.avsc"])
  }

  @Test("what would be refused is found before anything is done")
  func refusal() async throws {
    let (registry, store) = try await Self.registry()
    let before = try await SetPlan(Sets.set("schemas: [{path: s.avsc}]", ["s.avsc": "\"string\""]), records: [])
    let records = try await Self.records(before, in: registry, store)
    let plan = try await SetPlan(Sets.set("schemas: [{path: s.avsc}]", ["s.avsc": "\"int\""]), records: records)
    #expect(plan.findings.map(\.rule) == ["TYPE_MISMATCH"])
    #expect(plan.steps.isEmpty)
  }

  @Test("what only the registry has is named, deleted only when asked, and never what something refers to")
  func pruning() async throws {
    let (registry, store) = try await Self.registry()
    let plan = try await SetPlan(Sets.set(Self.yaml, Self.files), records: [])
    let records = try await Self.records(plan, in: registry, store)
    let rest = try Sets.set("schemas: [{path: s.avsc}]", ["s.avsc": "\"int\""])
    let kept = try await SetPlan(rest, records: records)
    #expect(kept.registryOnly.map(\.description) == ["money", "order"])
    #expect(kept.steps.allSatisfy { !$0.isDeletion })
    let pruned = try await SetPlan(rest, records: records, options: .init(prunes: true))
    #expect(
      pruned.steps.filter(\.isDeletion).map(\.text) == [
        "- delete    order (1 version)", "- delete    money (1 version)",
      ])
    let order = try Sets.set(
      "schemas: [{path: order.avsc, references: [{name: Money, subject: money}]}]", Self.files)
    let refused = try await SetPlan(order, records: records, options: .init(prunes: true))
    #expect(refused.findings.count == 1 && !refused.steps.contains(where: \.isDeletion))
  }

  @Test("an export brought into an empty registry is the same export again, IDs included")
  func roundTrip() async throws {
    let (registry, store) = try await Self.registry()
    let proto = "syntax = \"proto3\";\npackage p;\n\nmessage Money {\n  int64 units = 1;\n}\n"
    func add(
      _ subject: String, _ format: FormatName, _ text: String, _ references: [SchemaReference] = [],
      metadata: SchemaMetadata? = nil
    ) async throws {
      _ = try await registry.register(
        SchemaText(format: format, text: text, references: references, metadata: metadata),
        under: SubjectName(qualified: subject))
    }
    try await add("gone", .avro, "\"float\"")
    try await add("a/b c", .avro, "\"int\"", metadata: SchemaMetadata(properties: ["owner": "x"]))
    try await add("a/b c", .avro, "\"long\"")
    try await add(":.team:money.proto", .protobuf, proto)
    try await add(
      ":.team:order", .protobuf, "syntax = \"proto3\";\nimport \"m.proto\";\n\nmessage O {\n  p.Money a = 1;\n}\n",
      [SchemaReference(name: "m.proto", subject: "money.proto", version: 1)])
    try await add("id.json", .json, #"{"type":"string"}"#)
    try await add(
      "ticket", .json, ##"{"properties":{"id":{"$ref":"id.json"}}}"##,
      [SchemaReference(name: "id.json", subject: "id.json", version: 1)])
    _ = try await registry.deleteSubject(SubjectName(name: "gone"))
    _ = try await registry.deleteSubject(SubjectName(name: "gone"), permanently: true)
    _ = try await registry.changeConfig(
      ConfigChange(SubjectConfig(level: .full, normalizes: true)), of: SubjectName(name: "ticket"))
    _ = try await registry.changeConfig(
      ConfigChange(SubjectConfig(level: .backwardTransitive)), of: SubjectName(qualified: ":.team:"))
    _ = try await registry.changeMode(.readOnly, of: SubjectName(name: "ticket"))
    let records = try await store.entries(from: .start, limit: .max).map(\.record)

    let first = SetExport(records, formats: Sets.formats)
    let files = Dictionary(uniqueKeysWithValues: first.files.map { ($0.path, $0.text) })
    #expect(files["schemas/a%2Fb%20c/2.avsc"] == "\"long\"")
    #expect(files["contexts/team/order/1.proto"] != nil)
    let set = try Sets.set(try #require(files["martlet.yaml"]), files)
    let plan = try await SetPlan(set, records: [], options: .init(keepsIDs: true))
    #expect(plan.findings.isEmpty, "\(plan.findings.map(\.message))")
    let (copy, copied) = try await Self.registry()
    let copiedRecords = try await Self.records(plan, in: copy, copied)
    let second = SetExport(copiedRecords, formats: Sets.formats)
    #expect(second.files.map(\.path) == first.files.map(\.path))
    for (one, other) in zip(first.files, second.files) where !one.path.hasSuffix(".yaml") {
      #expect(one.text == other.text, "\(one.path)")
    }
    // The mode in which it was imported is set back, and stays as a setting.
    let yaml = { (export: SetExport) in
      export.files.last?.text.split(separator: "\n").filter { !$0.contains("mode: READWRITE") }
    }
    let withoutScopes = { (lines: [Substring]?) in lines?.drop { !$0.hasPrefix("schemas:") }.map(String.init) }
    #expect(withoutScopes(yaml(first)) == withoutScopes(yaml(second)))
    let again = try await SetPlan(set, records: copiedRecords, options: .init(keepsIDs: true))
    #expect(again.isEmpty, "\(again.steps.map(\.text)) \(again.findings.map(\.message))")
  }

  @Test("a snapshot is read as it was written")
  func snapshot() async throws {
    let (registry, store) = try await Self.registry()
    let plan = try await SetPlan(Sets.set(Self.yaml, Self.files), records: [])
    let records = try await Self.records(plan, in: registry, store)
    #expect(try Snapshot.records(in: Snapshot.text(of: records), file: "s.jsonl") == records)
    let error = #expect(throws: SetError.self) { try Snapshot.records(in: "\n{}", file: "s.jsonl") }
    #expect(error?.description.hasPrefix("s.jsonl:2:1: ") == true)
  }
}
