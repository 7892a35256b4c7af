import Foundation
import Testing

@testable import MartletCLI

/// A `martlet serve` on a free port.
final class ServingProcess {
  /// Where the registry answers.
  let url: String
  /// Where the mock cluster of `--dev` answers.
  let brokers: String?
  private let process: MartletProcess

  private init(_ process: MartletProcess, url: String, brokers: String?) {
    self.process = process
    self.url = url
    self.brokers = brokers
  }

  /// What the server has written to standard error so far.
  var errors: String { process.errors }

  /// Starts a server and waits until it serves.
  ///
  /// - Parameter options: further options of the command.
  static func start(
    store: String = "memory", dev: Bool = false, options: [String] = []
  ) async throws -> ServingProcess {
    let process = try MartletProcess(
      ["serve", "--store", store, "--listen", "127.0.0.1:0", "--log-level", "warning"] + options
        + (dev ? ["--dev"] : []))
    let lastLine = dev ? "martlet: Kafka mock cluster at " : "martlet: serving "
    try await process.wait(for: "martlet serve", .seconds(60)) {
      !process.isRunning || word(after: lastLine, in: process.errors) != nil
    }
    let url = try #require(word(after: "martlet: serving ", in: process.errors), "\(process.errors)")
    return ServingProcess(
      process, url: url, brokers: word(after: "martlet: Kafka mock cluster at ", in: process.errors))
  }

  /// The word in a line that is complete.
  private static func word(after start: String, in text: String) -> String? {
    text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
      .first { $0.hasPrefix(start) }?.dropFirst(start.count).split(separator: " ").first.map(String.init)
  }

  /// Runs a command against this registry, and these brokers if there are some.
  func run(_ arguments: String..., input: String = "") async throws -> MartletProcess.Outcome {
    try await run(arguments, input: Data(input.utf8))
  }

  func run(_ arguments: [String], input: Data) async throws -> MartletProcess.Outcome {
    try await MartletProcess(arguments, input: input, environment: ["MARTLET_REGISTRY": url]).outcome()
  }

  /// Registers a schema and returns its ID.
  @discardableResult
  func register(_ subject: String, _ schema: String) async throws -> String {
    try await run("schema", "register", subject, "-", input: schema).answer()
  }

  /// Ends the server as its users do, and waits until it has ended.
  func stop() async throws {
    process.signal(SIGTERM)
    let outcome = try await process.outcome()
    #expect(outcome.hasSucceeded, "\(outcome.errors)")
  }

  /// Ends the server as a power failure does.
  func crash() async throws {
    process.signal(SIGKILL)
    _ = try await process.outcome()
  }
}
