import Foundation
import RegistryTesting
import Synchronization

/// A real PostgreSQL server that listens on a socket in a throw-away folder, beside its data.
final class PostgresServer: Sendable {
  /// The server of the suite that is running.
  @TaskLocal static var current: PostgresServer?

  /// The folder of the server's programs; nil where it is not installed.
  static let programs: String? = {
    let versions = (try? FileManager.default.contentsOfDirectory(atPath: "/usr/lib/postgresql")) ?? []
    let newest = versions.sorted { $0.localizedStandardCompare($1) == .orderedAscending }.last
    return newest.map { "/usr/lib/postgresql/\($0)/bin" }
  }()

  private let folder: TemporaryFolder
  private let programs: String
  private let process = Mutex<pid_t?>(nil)
  private let databases = Mutex(0)

  /// Makes the data folder and starts the server.
  init(programs: String) async throws {
    self.programs = programs
    folder = try TemporaryFolder()
    // The server refuses to run as root, so that as root another user must be able to reach the folder.
    try await Self.run("/bin/chmod", ["777", folder.path])
    try await run(
      "initdb", ["--pgdata", folder.path + "/data", "--username", "martlet", "--auth", "trust", "--no-sync"])
    try await start()
  }

  /// Starts the server, and returns when it answers.
  func start() async throws {
    let process = try Self.process(
      Self.asServerUser(
        "\(programs)/postgres",
        [
          "-D", folder.path + "/data", "-c", "listen_addresses=", "-k", folder.path, "-F",
        ]))
    try process.run()
    let identifier = process.processIdentifier
    self.process.withLock { $0 = identifier }
    for _ in 0..<300 {
      if (try? await run("pg_isready", ["-h", folder.path])) != nil { return }
      try await Task.sleep(for: .milliseconds(50))
    }
    throw CocoaError(.executableLoad)
  }

  /// Ends the server as a crash would, without a word to its clients. It repairs its data at the next start.
  func crash() async throws {
    guard let identifier = process.withLock({ $0 }) else { return }
    // All of the server's processes end at once.
    kill(identifier, SIGQUIT)
    while FileManager.default.fileExists(atPath: folder.path + "/data/postmaster.pid"), kill(identifier, 0) == 0 {
      try await Task.sleep(for: .milliseconds(20))
    }
    process.withLock { $0 = nil }
  }

  /// A connection text for a new, empty database.
  func makeDatabase() async throws -> String {
    let number = databases.withLock { number in
      number += 1
      return number
    }
    try await run("createdb", ["-h", folder.path, "-U", "martlet", "registry\(number)"])
    return "postgresql://martlet@/registry\(number)?host=\(folder.path)"
  }

  /// Runs a statement in a database.
  func execute(_ statement: String, in database: String) async throws {
    try await run("psql", ["--quiet", "--set", "ON_ERROR_STOP=1", "--command", statement, database])
  }

  private func run(_ program: String, _ arguments: [String]) async throws {
    let command = Self.asServerUser("\(programs)/\(program)", arguments)
    try await Self.run(command[0], Array(command.dropFirst()))
  }

  private static func asServerUser(_ program: String, _ arguments: [String]) -> [String] {
    // setpriv becomes the program; runuser would stay as its parent and take the signals.
    let prefix =
      geteuid() == 0 ? ["/usr/bin/setpriv", "--reuid", "postgres", "--regid", "postgres", "--clear-groups"] : []
    return prefix + [program] + arguments
  }

  private static func process(_ command: [String]) throws -> Process {
    let process = Process()
    process.executableURL = URL(filePath: command[0])
    process.arguments = Array(command.dropFirst())
    process.currentDirectoryURL = URL(filePath: "/")
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    return process
  }

  private static func run(_ program: String, _ arguments: [String]) async throws {
    let process = try process([program] + arguments)
    let status: Int32 = try await withCheckedThrowingContinuation { continuation in
      process.terminationHandler = { continuation.resume(returning: $0.terminationStatus) }
      do { try process.run() } catch { continuation.resume(throwing: error) }
    }
    if status != 0 { throw ProgramFailure(program: program, arguments: arguments, status: status) }
  }

  struct ProgramFailure: Error {
    var program: String
    var arguments: [String]
    var status: Int32
  }
}
