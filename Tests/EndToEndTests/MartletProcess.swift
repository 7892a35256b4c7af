import Foundation
import RegistryTesting
import Testing

@testable import MartletCLI

/// The real binary, run as its users run it. Its streams are files, so that no pipe can fill up.
final class MartletProcess {
  /// What a command has left behind.
  struct Outcome {
    /// Nil if a signal ended it.
    var code: ExitCodes?
    /// True for exit code 0.
    var hasSucceeded: Bool
    /// The bytes of standard output.
    var data: Data
    /// Standard output.
    var output: String
    /// Standard error.
    var errors: String

    /// Standard output without the line's end, of a command that has succeeded.
    func answer() throws -> String {
      try #require(hasSucceeded, "\(errors)")
      return output.trimmingCharacters(in: .newlines)
    }
  }

  /// A command that has not ended, or a server that has not begun, in all the time that it was given.
  struct TimeLimit: Error, CustomStringConvertible {
    var description: String
  }

  private let process: ChildProcess
  private let arguments: [String]
  private let folder: TemporaryFolder

  /// The binary that was built with the tests.
  static let binary =
    Bundle.main.executableURL?.deletingLastPathComponent().appending(path: "martlet").path() ?? "martlet"

  /// Starts the binary.
  init(_ arguments: [String], input: Data = Data(), environment: [String: String] = [:]) throws {
    self.arguments = arguments
    folder = try TemporaryFolder()
    process = try ChildProcess(
      [Self.binary] + arguments,
      // The caller's registry is nobody's business here.
      environment: ProcessInfo.processInfo.environment
        .filter { $0.key != "MARTLET_REGISTRY" && $0.key != "SCHEMA_REGISTRY_URL" }
        .merging(environment) { $1 },
      streams: .init(input: folder.file("in", input), output: folder.file("out", []), errors: folder.file("err", [])))
  }

  /// Sends a signal, if the process is still there.
  func signal(_ number: Int32) {
    process.signal(number)
  }

  /// What it has written to standard error so far.
  var errors: String { String(decoding: contents("err"), as: UTF8.self) }

  /// How many lines it has written to standard output so far.
  var outputLineCount: Int { contents("out").count { $0 == UInt8(ascii: "\n") } }

  /// False when the process has ended.
  var isRunning: Bool { process.ending == nil }

  /// Waits for the end, and ends what does not end on its own.
  ///
  /// - Throws: `TimeLimit`.
  func outcome(within limit: Duration = .seconds(100)) async throws -> Outcome {
    try await wait(for: "the end of martlet \(arguments.joined(separator: " "))", limit) { !isRunning }
    let data = contents("out")
    var code: ExitCodes?
    if case .exited(let number) = process.ending { code = ExitCodes(rawValue: number) }
    return Outcome(
      code: code, hasSucceeded: process.ending == .exited(0), data: data,
      output: String(decoding: data, as: UTF8.self), errors: errors)
  }

  /// Waits until something holds.
  ///
  /// - Throws: `TimeLimit`, after ending the process.
  func wait(for event: String, _ limit: Duration, until holds: () -> Bool) async throws {
    let end = ContinuousClock.now + limit
    while !holds() {
      if ContinuousClock.now > end {
        signal(SIGKILL)
        throw TimeLimit(description: "waited \(limit) for \(event): \(errors)")
      }
      try await Task.sleep(for: .milliseconds(10))
    }
  }

  private func contents(_ name: String) -> Data {
    FileManager.default.contents(atPath: folder.path + "/" + name) ?? Data()
  }
}

/// Runs a command to its end.
func martlet(_ arguments: String..., input: String = "") async throws -> MartletProcess.Outcome {
  try await MartletProcess(arguments, input: Data(input.utf8)).outcome()
}
