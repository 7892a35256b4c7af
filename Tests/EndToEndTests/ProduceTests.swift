import Foundation
import RegistryTesting
import SchemaCore
import Testing

@testable import MartletCLI

@Suite struct ProduceTests {
  @Test("keys with a schema are framed, and come back as JSON with the schema's name")
  func keySchema() async throws {
    let server = try await ServingProcess.start(dev: true)
    let brokers = try #require(server.brokers)
    let folder = try TemporaryFolder()
    let key = try folder.file("key.avsc", #"{"type":"record","name":"K","fields":[{"name":"id","type":"long"}]}"#.utf8)
    let value = try folder.file("value.avsc", "\"string\"".utf8)
    for framing in ["prefix", "header"] {
      let produced = try await server.run(
        "produce", "t", "--brokers", brokers, "--schema", value, "--key-schema", key, "--key-separator", "|",
        "--framing", framing, input: "{\"id\":7}|\"a\"\n{\"id\":\"x\"}|\"b\"\n")
      #expect(produced.code == .findings)
      #expect(produced.errors.contains("line 2: "))
    }
    #expect(try await server.run("schema", "list").answer().contains("t-key"))
    let consumed = try await server.run("consume", "t", "--brokers", brokers, "--exit-at-end", "-o", "json").answer()
    let records = try Self.records(consumed)
    #expect(records.count == 2)
    for record in records {
      #expect(record["key"] == ["id": 7])
      #expect(record["keySchema"]?.object?["type"] == "K")
      #expect(record["value"] == "a")
    }
    try await server.stop()
  }

  @Test("a field is the key, null is a tombstone, and headers and the partition are as asked for")
  func facts() async throws {
    let server = try await ServingProcess.start(dev: true)
    let brokers = try #require(server.brokers)
    let folder = try TemporaryFolder()
    let schema = try folder.file(
      "v.avsc", #"{"type":"record","name":"R","fields":[{"name":"id","type":"string"}]}"#.utf8)
    _ = try await server.run(
      "produce", "t", "--brokers", brokers, "--schema", schema, "--key-field", "id", "--header", "source=web",
      "--header", "source=", "--partition", "2", input: #"{"id":"a"}"#
    ).answer()
    _ = try await server.run(
      "produce", "t", "--brokers", brokers, "--key-separator", ":", "--partition", "2", input: "a:null\n"
    ).answer()
    let consume = ["consume", "t", "--brokers", brokers, "--exit-at-end", "--partition", "2"]
    let records = try Self.records(try await server.run(consume + ["-o", "json"], input: .init()).answer())
    #expect(records.map { $0["value"] } == [["id": "a"], .null])
    #expect(records.map { $0["key"] } == ["a", "a"])
    #expect(records.map { $0["partition"] } == [2, 2])
    #expect(records[0]["headers"] == [["name": "source", "value": "web"], ["name": "source", "value": ""]])
    #expect(records[1]["schema"] == .null)
    let pretty = try await server.run(consume + ["-o", "pretty"], input: .init()).answer()
    for part in ["t 2/0 · ", "schema ID 1, R", "key: a", "source: web", "\"id\": \"a\"", "null: a tombstone"] {
      #expect(pretty.contains(part), "\(pretty)")
    }
    try await server.stop()
  }

  @Test("envelopes of one topic are written to another with key, headers and time")
  func envelopes() async throws {
    let server = try await ServingProcess.start(dev: true)
    let brokers = try #require(server.brokers)
    try await server.register("a-value", "\"string\"")
    let envelopes = """
      {"key":"k","timestamp":1000,"headers":[{"name":"h","base64":"/w=="}],"value":"x"}
      {"key":"/wE=","keyEncoding":"base64","value":null}

      """
    _ = try await server.run(
      "produce", "a", "--brokers", brokers, "--from", "envelope", "--framing", "header", input: envelopes
    ).answer()
    let first = try await server.run("consume", "a", "--brokers", brokers, "--exit-at-end", "-o", "json").answer()
    _ = try await server.run(
      "produce", "b", "--brokers", brokers, "--from", "envelope", "--subject", "a-value", input: first
    ).answer()
    let second = try await server.run("consume", "b", "--brokers", brokers, "--exit-at-end", "-o", "json").answer()
    let records = try Self.records(second).sorted { $0["value"] == "x" && $1["value"] != "x" }
    #expect(records.map { $0["value"] } == ["x", .null])
    #expect(records.map { $0["key"] } == ["k", "/wE="])
    #expect(records[0]["timestamp"] == 1000)
    #expect(records[0]["headers"] == [["name": "h", "base64": "/w=="]])
    #expect(records[0]["schema"] == ["id": 1])
    #expect(records[1]["keyEncoding"] == "base64")
    try await server.stop()
  }

  @Test("a signal ends an input that goes on, and what was read is delivered", arguments: [SIGINT, SIGTERM])
  func signal(number: Int32) async throws {
    let server = try await ServingProcess.start(dev: true)
    let brokers = try #require(server.brokers)
    try await server.register("t-value", "\"string\"")
    let folder = try TemporaryFolder()
    let pipe = folder.path + "/pipe"
    #expect(mkfifo(pipe, 0o600) == 0)
    let writer = open(pipe, O_RDWR)
    defer { close(writer) }
    // The topic must be there: newer client libraries refuse to read one that is not.
    _ = try await server.run("produce", "t", "--brokers", brokers, input: "\"first\"\n").answer()
    let producer = try MartletProcess(
      ["produce", "t", pipe, "--brokers", brokers], environment: ["MARTLET_REGISTRY": server.url])
    // The last line is not whole: it is no record yet.
    #expect(write(writer, "\"a\"\n\"b\"\n\"c", 10) == 10)
    let consumed = try await server.run("consume", "t", "--brokers", brokers, "--count", "3").answer()
    #expect(PaymentExamples.sorted(consumed) == ["\"a\"", "\"b\"", "\"first\""])
    producer.signal(number)
    let outcome = try await producer.outcome()
    #expect(outcome.hasSucceeded, "\(outcome.errors)")
    #expect(outcome.errors.contains("2 records written to t"))
    try await server.stop()
  }

  @Test("settings come from a file too, whose lines are told by number and never shown")
  func properties() async throws {
    let server = try await ServingProcess.start(dev: true)
    let brokers = try #require(server.brokers)
    try await server.register("t-value", "\"string\"")
    let folder = try TemporaryFolder()
    let good = try folder.file("good", "# to try out\n\n bootstrap.servers = \(brokers)\nlinger.ms=1\n".utf8)
    let produced = try await server.run("produce", "t", "--properties", good, input: "\"a\"\n")
    #expect(produced.hasSucceeded, "\(produced.errors)")
    let bad = try folder.file("bad", "linger.ms=1\nhunter2\n".utf8)
    let refused = try await server.run("produce", "t", "--properties", bad, input: "\"a\"\n")
    #expect(refused.code == .usage)
    #expect(refused.errors.contains("\(bad):2: "))
    #expect(!refused.errors.contains("hunter2"))
    try await server.stop()
  }

  /// The envelopes of some lines.
  private static func records(_ lines: String) throws -> [JSONObject] {
    try lines.split(separator: "\n").map { try #require(try JSONParser.parse(String($0)).object) }
  }
}
