import Foundation
import RegistryTesting
import SchemaCore
import Testing

@testable import MartletCLI

@Suite struct ConsumeTests {
  @Test("several topics are read at once, each from where it is asked for")
  func severalTopics() async throws {
    let server = try await ServingProcess.start(dev: true)
    let brokers = try #require(server.brokers)
    for topic in ["a", "b"] {
      try await server.register("\(topic)-value", "\"string\"")
      _ = try await server.run(
        "produce", topic, "--brokers", brokers, "--partition", "0", input: "\"\(topic)1\"\n\"\(topic)2\"\n"
      ).answer()
    }
    let consume = ["consume", "a", "b", "--brokers", brokers, "--exit-at-end"]
    let all = try await server.run(consume, input: .init()).answer()
    #expect(PaymentExamples.sorted(all) == ["\"a1\"", "\"a2\"", "\"b1\"", "\"b2\""])
    let later = try await server.run(
      consume + ["--from", "offset:1", "--partition", "0"], input: .init()
    ).answer()
    #expect(PaymentExamples.sorted(later) == ["\"a2\"", "\"b2\""])
    try await server.stop()
  }

  @Test("raw bytes need no registry, and are what decode and inspect take", arguments: ["base64", "hex"])
  func raw(form: String) async throws {
    let server = try await ServingProcess.start(dev: true)
    let brokers = try #require(server.brokers)
    try await server.register("t-value", "\"string\"")
    _ = try await server.run("produce", "t", "--brokers", brokers, input: "\"a\"\nnull\n\"b\"\n").answer()
    let consume = ["consume", "t", "--brokers", brokers, "--exit-at-end", "-o", "raw", "--as", form]
    let raw = try await MartletProcess(consume, environment: ["MARTLET_REGISTRY": "http://127.0.0.1:1"]).outcome()
    #expect(raw.hasSucceeded, "\(raw.errors)")
    let decoded = try await server.run(["decode", "--as", form], input: raw.data).answer()
    #expect(PaymentExamples.sorted(decoded) == ["\"a\"", "\"b\""])
    try await server.stop()
  }

  @Test("after Ctrl-C a group goes on behind what was printed, and before what a strict reader could not decode")
  func groups() async throws {
    let server = try await ServingProcess.start(dev: true)
    let brokers = try #require(server.brokers)
    let other = try await ServingProcess.start()
    try await server.register("t-value", "\"string\"")
    let produce = ["produce", "t", "--brokers", brokers, "--partition", "0"]
    _ = try await server.run(produce, input: Data("\"a\"\n\"b\"\n".utf8)).answer()
    // The mock cluster lets the next member in when the last one's session would have run out.
    let consume = [
      "consume", "t", "--brokers", brokers, "--group", "g", "--property", "session.timeout.ms=6000",
    ]
    let consumer = try MartletProcess(consume, environment: ["MARTLET_REGISTRY": server.url])
    try await consumer.wait(for: "two records", .seconds(60)) { consumer.outputLineCount == 2 }
    consumer.signal(SIGINT)
    #expect(try await consumer.outcome().hasSucceeded)
    _ = try await server.run(produce, input: Data("\"c\"\n".utf8)).answer()
    let strict = try await other.run(consume + ["--strict"], input: .init())
    #expect(strict.code == .findings)
    #expect(strict.errors.contains("t, partition 0, offset 2"))
    #expect(try await server.run(consume + ["--exit-at-end"], input: .init()).answer() == "\"c\"")
    try await other.stop()
    try await server.stop()
  }
}
