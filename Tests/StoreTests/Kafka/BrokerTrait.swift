import RegistryTesting
import Testing

/// Gives a suite a broker, and ends it with the suite.
struct BrokerTrait: SuiteTrait, TestScoping {
  /// The broker of the suite that is running.
  @TaskLocal static var current: BrokerProcess?

  func provideScope(
    for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
  ) async throws {
    guard let executable = BrokerProcess.executable else { return try await function() }
    let broker = try BrokerProcess(executable: executable)
    defer { broker.stop() }
    try await Self.$current.withValue(broker) { try await function() }
  }
}

extension Trait where Self == BrokerTrait {
  /// The suite's tests find a broker in `BrokerTrait.current`.
  static var broker: Self { BrokerTrait() }
}
