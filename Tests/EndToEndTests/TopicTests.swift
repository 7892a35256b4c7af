import Foundation
import RegistryTesting
import SchemaCore
import Testing

@testable import MartletCLI

@Suite struct TopicTests {
  @Test("what is produced is consumed, framed in the payload or in a header", arguments: ["prefix", "header"])
  func roundTrip(framing: String) async throws {
    let server = try await ServingProcess.start(dev: true)
    let brokers = try #require(server.brokers)
    try await server.register("payments-value", PaymentExamples.v1())
    let records = try PaymentExamples.records()
    let produced = try await server.run(
      "produce", "payments", "--brokers", brokers, "--framing", framing, input: records)
    #expect(produced.hasSucceeded, "\(produced.errors)")
    #expect(produced.errors.contains("5 records written to payments"))
    let consumed = try await server.run("consume", "payments", "--brokers", brokers, "--exit-at-end").answer()
    #expect(PaymentExamples.sorted(consumed) == PaymentExamples.sorted(records))
    try await server.stop()
  }

  @Test("keys are split off, and JSON output has them, with place and schema")
  func keys() async throws {
    let server = try await ServingProcess.start(dev: true)
    let brokers = try #require(server.brokers)
    let folder = try TemporaryFolder()
    let schema = try folder.file("v1.avsc", "\"long\"".utf8)
    let produced = try await server.run(
      "produce", "t", "--brokers", brokers, "--schema", schema, "--key-separator", "::",
      input: "a::1\nno separator\n::2\nb::3::4\n")
    #expect(produced.code == .findings)
    #expect(produced.errors.contains("line 2: it has no key"))
    #expect(produced.errors.contains("line 4: "))
    let consumed = try await server.run("consume", "t", "--brokers", brokers, "--exit-at-end", "-o", "json").answer()
    let records = try consumed.split(separator: "\n").map { try #require(try JSONParser.parse(String($0)).object) }
    #expect(Set(records.map { $0["key"] }) == ["a", ""])
    #expect(Set(records.map { $0["value"] }) == [1, 2])
    for record in records {
      #expect(record["topic"] == "t")
      #expect(record["schema"] == ["id": 1])
      #expect(record["headers"] == [])
      for member in ["partition", "offset", "timestamp"] { #expect(record[member]?.number != nil) }
    }
    try await server.stop()
  }

  @Test("a group goes on where it stopped")
  func group() async throws {
    let server = try await ServingProcess.start(dev: true)
    let brokers = try #require(server.brokers)
    try await server.register("payments-value", PaymentExamples.v1())
    let records = try PaymentExamples.records()
    _ = try await server.run("produce", "payments", "--brokers", brokers, input: records).answer()
    // The mock cluster lets the next member in when the last one's session would have run out.
    let consume = [
      "consume", "payments", "--brokers", brokers, "--group", "g", "--property", "session.timeout.ms=6000",
    ]
    let first = try await server.run(consume + ["--count", "2"], input: .init()).answer()
    let rest = try await server.run(consume + ["--exit-at-end"], input: .init()).answer()
    #expect(first.split(separator: "\n").count == 2)
    #expect(PaymentExamples.sorted(first + "\n" + rest) == PaymentExamples.sorted(records))
    try await server.stop()
  }

  @Test("consume waits for records, and ends cleanly on a signal", arguments: [SIGINT, SIGTERM])
  func signal(number: Int32) async throws {
    let server = try await ServingProcess.start(dev: true)
    let brokers = try #require(server.brokers)
    try await server.register("payments-value", PaymentExamples.v1())
    // The topic must be there: newer client libraries refuse to read one that is not.
    _ = try await server.run("produce", "payments", "--brokers", brokers, input: PaymentExamples.records()).answer()
    let consumer = try MartletProcess(
      ["consume", "payments", "--brokers", brokers], environment: ["MARTLET_REGISTRY": server.url])
    try await consumer.wait(for: "five records", .seconds(60)) { consumer.outputLineCount == 5 }
    _ = try await server.run("produce", "payments", "--brokers", brokers, input: PaymentExamples.records()).answer()
    try await consumer.wait(for: "ten records", .seconds(60)) { consumer.outputLineCount == 10 }
    consumer.signal(number)
    #expect(try await consumer.outcome().hasSucceeded)
    try await server.stop()
  }

  @Test("records of others on the topic are told with their place, and left out")
  func foreignRecords() async throws {
    let server = try await ServingProcess.start(dev: true)
    let brokers = try #require(server.brokers)
    try await server.register("payments-value", PaymentExamples.v1())
    _ = try await server.run("produce", "payments", "--brokers", brokers, input: PaymentExamples.records()).answer()
    let other = try await ServingProcess.start()
    let consumed = try await other.run("consume", "payments", "--brokers", brokers, "--exit-at-end")
    #expect(consumed.code == .findings)
    #expect(consumed.output == "")
    #expect(consumed.errors.contains("payments, partition "))
    #expect(consumed.errors.contains("0 decoded, 5 records could not be"))
    try await other.stop()
    try await server.stop()
  }

  @Test("a broker that cannot be reached ends the command", arguments: ["produce", "consume"])
  func unreachableBroker(command: String) async throws {
    let server = try await ServingProcess.start()
    try await server.register("payments-value", PaymentExamples.v1())
    let ended = try await server.run(
      command, "payments", "--brokers", "127.0.0.1:1", "--timeout", "2",
      input: PaymentExamples.records())
    #expect(ended.code == .unreachable)
    #expect(ended.errors.contains("127.0.0.1:1"))
    try await server.stop()
  }

  @Test(
    "a setting that librdkafka does not know is named",
    arguments: [("nonsense=1", "nonsense"), ("nonsense", "name=value"), ("linger.ms=x", "linger.ms")])
  func setting(property: String, told: String) async throws {
    let server = try await ServingProcess.start()
    try await server.register("payments-value", PaymentExamples.v1())
    let ended = try await server.run(
      "produce", "payments", "--property", property, input: PaymentExamples.records())
    #expect(ended.code == .usage)
    #expect(ended.errors.contains(told))
    try await server.stop()
  }
}
