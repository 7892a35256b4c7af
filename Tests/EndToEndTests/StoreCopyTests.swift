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
    #expect(report["settingsWithoutVersions"] == ["nobody"])
    let findings = try #require(report["source"]?.object?["findings"]?.array)
    let kinds = findings.compactMap { $0.object?["kind"]?.string }.sorted()
    #expect(
      kinds == ["contentConflict", "danglingReference", "foreignRecord", "unreadableKey", "unreadableValue"])
    let messages = findings.compactMap { $0.object?["message"]?.string }.joined(separator: "\n")
    #expect(messages.contains("the record at offset 19: "), "\(messages)")
    #expect(messages.contains("not JSON"), "\(messages)")

    // It goes on where it ended, and has nothing to do twice.
    let record =
      #"{"key":"{\"keytype\":\"SCHEMA\",\"subject\":\"new\",\"version\":1,\"magic\":1}","value":"#
      + #""{\"subject\":\"new\",\"version\":1,\"id\":20,\"schema\":\"\\\"null\\\"\",\"deleted\":false}"}"#
    try await write([record], configuration)
    let again = try await martlet("store", "copy", "--from", source, "--to", target, "-o", "json")
    #expect(try JSONParser.parse(again.output).object?["copied"] == 1, "\(again.errors)")
    let verified = try await martlet("store", "verify", "--store", target, "-o", "json")
    #expect(try JSONParser.parse(verified.output).object?["records"] == 22)
    #expect(verified.code == .findings)
    let unreadable = try JSONParser.parse(verified.output).object?["findings"]?.array?.compactMap {
      $0.object?["kind"]?.string
    }
    #expect(unreadable?.contains("unreadableKey") == true)
    #expect(unreadable?.contains("unreadableValue") == true)
    #expect(try JSONParser.parse(verified.output).object?["versions"] == 8)

    let other = try await martlet("store", "copy", "--from", target, "--to", "kafka://\(broker.address)/log")
    #expect(other.output.contains("copied 22 records"), "\(other.errors)")
    let mixed = try await martlet(
      "store", "copy", "--from", source, "--to", "kafka://\(broker.address)/_schemas?client.rack=b")
    #expect(mixed.code == .unreachable)
    #expect(mixed.errors.contains("is compacted"))
  }

  @Test("what is written after the copy began arrives in it, it is served meanwhile, and a signal cuts over")
  func cutOver() async throws {
    let broker = try BrokerProcess(executable: try #require(BrokerProcess.executable))
    defer { broker.stop() }
    let configuration = KafkaConfiguration(bootstrapServers: broker.address)
    try await KafkaAdmin(configuration).createTopic("_schemas", settings: ["cleanup.policy": "compact"])
    let (source, target) = ("kafka://\(broker.address)/_schemas", "kafka://\(broker.address)/registry")
    try await write((1...3).map(Self.registration), configuration)
    let arguments = ["store", "copy", "--from", source, "--to", target, "--follow", "-o", "json"]
    let killed = try MartletProcess(arguments)
    try await killed.wait(for: "the first report", .seconds(60)) { killed.errors.contains("following") }
    try await write([Self.registration(4)], configuration)
    killed.signal(SIGKILL)
    _ = try await killed.outcome()

    let copy = try MartletProcess(arguments)
    try await copy.wait(for: "the first report", .seconds(60)) { copy.errors.contains("following") }
    let node = try await ServingProcess.start(store: target)
    try await write([Self.registration(5), #"{"key":"not JSON","value":"x"}"#], configuration)
    try await copy.wait(for: "the unreadable record", .seconds(60)) { copy.errors.contains("the record at offset 5") }
    for _ in 0..<200 where try await !node.run("subject", "list").output.contains("s5") {
      try await Task.sleep(for: .milliseconds(50))
    }
    #expect(try await node.run("subject", "list").answer() == "s1\ns2\ns3\ns4\ns5")
    copy.signal(SIGTERM)
    let outcome = try await copy.outcome()
    #expect(outcome.code == .findings, "\(outcome.errors)")
    #expect(outcome.errors.contains("2 more records copied since the first report"), "\(outcome.errors)")
    let reports = try Self.reports(outcome)
    #expect(reports.map { $0["sound"] } == [true, false])
    // The process that was killed may have copied the fourth record, or not.
    let copied = reports.compactMap { $0["copied"]?.number?.int64 }
    #expect(copied == [0, 2] || copied == [1, 3])
    #expect(reports.last?["source"]?.object?["records"] == 6)

    try await write([Self.registration(6)], configuration)
    let last = try MartletProcess(arguments)
    try await last.wait(for: "the first report", .seconds(60)) { last.errors.contains("following") }
    last.signal(SIGINT)
    #expect(try Self.reports(try await last.outcome()).map { $0["copied"] } == [1, 1])
    try await node.stop()
    let verified = try await martlet("store", "verify", "--store", target, "-o", "json")
    #expect(try JSONParser.parse(verified.output).object?["records"] == 7)
    #expect(try JSONParser.parse(verified.output).object?["versions"] == 6)
  }

  /// The reports of a copy that followed, one after the other.
  private static func reports(_ outcome: MartletProcess.Outcome) throws -> [JSONObject] {
    try outcome.output.components(separatedBy: "\n}").dropLast().map { text in
      try #require(try JSONParser.parse(text + "\n}").object)
    }
  }

  /// A record as another registry writes it.
  private static func registration(_ number: Int) -> String {
    #"{"key":"{\"keytype\":\"SCHEMA\",\"subject\":\"s\#(number)\",\"version\":1,\"magic\":1}","value":"#
      + #""{\"subject\":\"s\#(number)\",\"version\":1,\"id\":\#(number),\"schema\":"#
      + #"\"{\\\"type\\\":\\\"fixed\\\",\\\"name\\\":\\\"F\\\",\\\"size\\\":\#(number)}\","#
      + #"\"deleted\":false}"}"#
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
