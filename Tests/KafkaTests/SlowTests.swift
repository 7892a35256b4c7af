import Foundation
import Testing

/// Tests that want the machine for themselves run only where somebody asks for them, as `tools/test` does in a step of
/// their own.
enum SlowTests {
  static let areWanted = ProcessInfo.processInfo.environment["MARTLET_SLOW_TESTS"] == "1"

  /// On a machine where hundreds of tests open ports at a time, the library has ended the process when a mock broker that
  /// came up again did not get its port.
  static let ofReturningBrokers: Comment = "a mock broker that comes up needs its port: set MARTLET_SLOW_TESTS=1"
}
