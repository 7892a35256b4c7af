import FoundationEssentials
import Glibc
import Synchronization

/// A real PostgreSQL server that listens on a socket in a throw-away folder, beside its data.
public final class PostgresServer: Sendable {
  /// The folder of the server's programs; nil where it is not installed.
  public static let programs: String? = {
    let versions = (try? FileManager.default.contentsOfDirectory(atPath: "/usr/lib/postgresql")) ?? []
    let newest = versions.max { (Int($0) ?? 0) < (Int($1) ?? 0) }
    return newest.map { "/usr/lib/postgresql/\($0)/bin" }
  }()

  private let folder: TemporaryFolder
  private let programs: String
  private let process = Mutex<ChildProcess?>(nil)
  private let databases = Mutex(0)

  /// Makes the data folder and starts the server.
  ///
  /// - Parameter programs: the folder of the server's programs.
  /// - Throws: what ended one of them.
  public init(programs: String) async throws {
    self.programs = programs
    folder = try TemporaryFolder()
    // The server refuses to run as root, so that as root another user must be able to reach the folder.
    try await ChildProcess.run(["chmod", "777", folder.path])
    try await run(
      "initdb", ["--pgdata", folder.path + "/data", "--username", "martlet", "--auth", "trust", "--no-sync"])
    try await start()
  }

  /// Starts the server, and returns when it answers.
  public func start() async throws {
    let started = try ChildProcess(
      asServerUser("postgres", ["-D", folder.path + "/data", "-c", "listen_addresses=", "-k", folder.path, "-F"]),
      folder: "/")
    process.withLock { $0 = started }
    for _ in 0..<300 {
      if (try? await run("pg_isready", ["-h", folder.path])) != nil { return }
      try await Task.sleep(for: .milliseconds(50))
    }
    throw ChildProcess.Failure(description: "PostgreSQL does not answer")
  }

  /// Ends the server as a crash would, without a word to its clients. It repairs its data at the next start.
  public func crash() async throws {
    guard let running = process.withLock({ $0 }) else { return }
    // All of the server's processes end at once.
    running.signal(SIGQUIT)
    while running.ending == nil { try await Task.sleep(for: .milliseconds(20)) }
    process.withLock { $0 = nil }
  }

  /// A connection text for a new, empty database.
  public func makeDatabase() async throws -> String {
    let number = databases.withLock { number in
      number += 1
      return number
    }
    try await run("createdb", ["-h", folder.path, "-U", "martlet", "registry\(number)"])
    return "postgresql://martlet@/registry\(number)?host=\(folder.path)"
  }

  /// Runs a statement in a database.
  public func execute(_ statement: String, in database: String) async throws {
    try await run("psql", ["--quiet", "--set", "ON_ERROR_STOP=1", "--command", statement, database])
  }

  private func run(_ program: String, _ arguments: [String]) async throws {
    try await ChildProcess.run(asServerUser(program, arguments), folder: "/")
  }

  private func asServerUser(_ program: String, _ arguments: [String]) -> [String] {
    // setpriv becomes the program; runuser would stay as its parent and take the signals.
    let prefix = geteuid() == 0 ? ["setpriv", "--reuid", "postgres", "--regid", "postgres", "--clear-groups"] : []
    return prefix + ["\(programs)/\(program)"] + arguments
  }
}
