import Foundation
import Kafka
import RegistryTesting
import SchemaCore
import Testing

@testable import MartletCLI

@Suite(
  .enabled(
    if: BrokerProcess.executable != nil && KafkaLibrary.version >= KafkaLibrary.Version(2, 2, 0),
    "needs MARTLET_BROKER and, on LD_LIBRARY_PATH, librdkafka 2.2 or later: see tools/broker"))
struct StoreCopyTests {
  @Test("the topic of another registry is taken over with its numbers, its faults are told, and a copy goes on")
  func takeOver() async throws {
    let broker = try BrokerProcess(executable: try #require(BrokerProcess.executable))
    defer { broker.stop() }
    let configuration = KafkaConfiguration(bootstrapServers: broker.address)
    try await KafkaAdmin(configuration).createTopic("_schemas", settings: ["cleanup.policy": "compact"])
    let lines = try Fixtures.fixture("store/schemas-topic.jsonl").split(separator: "\n")
    try await write(lines.map(String.init), configuration)
    let folder = try TemporaryFolder()
    let (source, target) = ("kafka://\(broker.address)/_schemas", "sqlite:\(folder.path)/new.db")
    let copied = try await martlet("store", "copy", "--from", source, "--to", target, "-o", "json")
    #expect(copied.code == .findings, "\(copied.errors)")
    let report = try #require(try JSONParser.parse(copied.output).object)
    #expect(report["copied"] == 21)
    #expect(report["differences"] == [])
    #expect(report["settingsWithoutVersions"] == ["nobody"])
    let findings = try #require(report["source"]?.object?["findings"]?.array)
    let kinds = findings.compactMap { $0.object?["kind"]?.string }.sorted()
    #expect(
      kinds == ["contentConflict", "danglingReference", "unreadableKey", "unreadableKey", "unreadableValue"])

    // It goes on where it ended, and has nothing to do twice.
    let record =
      #"{"key":"{\"keytype\":\"SCHEMA\",\"subject\":\"new\",\"version\":1,\"magic\":1}","value":"#
      + #""{\"subject\":\"new\",\"version\":1,\"id\":20,\"schema\":\"\\\"null\\\"\",\"deleted\":false}"}"#
    try await write([record], configuration)
    let again = try await martlet("store", "copy", "--from", source, "--to", target, "-o", "json")
    #expect(try JSONParser.parse(again.output).object?["copied"] == 1, "\(again.errors)")
    let verified = try await martlet("store", "verify", "--store", target, "-o", "json")
    #expect(try JSONParser.parse(verified.output).object?["records"] == 22)
    #expect(try JSONParser.parse(verified.output).object?["versions"] == 8)

    let other = try await martlet("store", "copy", "--from", target, "--to", "kafka://\(broker.address)/log")
    #expect(other.output.contains("copied 22 records"), "\(other.errors)")
    let mixed = try await martlet(
      "store", "copy", "--from", source, "--to", "kafka://\(broker.address)/_schemas?client.rack=b")
    #expect(mixed.code == .unreachable)
    #expect(mixed.errors.contains("is compacted"))
  }

  private func write(_ lines: [String], _ configuration: KafkaConfiguration) async throws {
    let producer = try KafkaProducer(configuration)
    for line in lines {
      let record = try #require(try JSONParser.parse(line).object)
      _ = try await producer.send(
        KafkaRecord(
          topic: "_schemas", partition: 0, key: record["key"]?.string.map { Array($0.utf8) },
          value: record["value"]?.string.map { Array($0.utf8) }))
    }
    try await producer.close()
  }
}
