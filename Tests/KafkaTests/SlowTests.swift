import Foundation
import Testing

/// Tests that want the machine for themselves run only where somebody asks for them, as `tools/test` does in a step of
/// their own.
enum SlowTests {
  static let areWanted = ProcessInfo.processInfo.environment["MARTLET_SLOW_TESTS"] == "1"

  /// A mock broker that goes down opens its port anew. Where hundreds of tests open ports at a time it may not get it,
  /// and the library ends the process.
  static let ofBrokersThatAreDown: Comment = "a mock broker that goes down needs its port: set MARTLET_SLOW_TESTS=1"
}
