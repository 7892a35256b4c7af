import FoundationEssentials
public import Glibc
import Synchronization

/// A program that a test has started, ended with the object at the latest.
///
/// Foundation's `Process` is not used: started from many tests at the same time, its `run` crashes now and then.
public final class ChildProcess: Sendable {
  /// How a program has ended.
  public enum Ending: Equatable, Sendable {
    /// On its own, with this code.
    case exited(Int32)
    /// By this signal.
    case signalled(Int32)
  }

  /// Where the program's three streams lead: paths of files, which are emptied before they are written.
  public struct Streams: Sendable {
    /// What it reads.
    public var input: String
    /// What it writes.
    public var output: String
    /// What it has to say of failures; the same path as `output` keeps both in their order.
    public var errors: String

    /// Streams that lead nowhere where no path is given.
    public init(input: String = "/dev/null", output: String = "/dev/null", errors: String = "/dev/null") {
      (self.input, self.output, self.errors) = (input, output, errors)
    }
  }

  /// A program that could not be started, or that ended otherwise than with code 0.
  public struct Failure: Error, CustomStringConvertible {
    public let description: String

    /// A failure in these words.
    public init(description: String) { self.description = description }
  }

  /// The process's number.
  public let identifier: pid_t

  private let known = Mutex<Ending?>(nil)

  /// Starts a program.
  ///
  /// - Parameters:
  ///   - command: the program, found on the search path, and its arguments.
  ///   - environment: all of its variables; nil for those of the tests.
  ///   - folder: the folder in which it starts; nil for that of the tests.
  /// - Throws: `Failure` if it cannot be started.
  public init(
    _ command: [String], environment: [String: String]? = nil, folder: String? = nil, streams: Streams = Streams()
  ) throws(Failure) {
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    // The pool's threads block signals, and a program that inherits this does not heed the polite ones.
    var signals = sigset_t()
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    sigfillset(&signals)
    posix_spawnattr_setsigdefault(&attributes, &signals)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))

    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    let writing = O_WRONLY | O_CREAT | O_TRUNC
    posix_spawn_file_actions_addopen(&actions, 0, streams.input, O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, streams.output, writing, 0o644)
    if streams.errors == streams.output {
      posix_spawn_file_actions_adddup2(&actions, 1, 2)
    } else {
      posix_spawn_file_actions_addopen(&actions, 2, streams.errors, writing, 0o644)
    }
    // Servers of other tests must not live on in it.
    for case let descriptor? in Self.openDescriptors.map(Int32.init) where descriptor > 2 {
      posix_spawn_file_actions_addclose(&actions, descriptor)
    }

    // The call that changes the folder is not among those that Swift sees.
    let words = (folder.map { ["env", "--chdir=\($0)"] } ?? []) + command
    let variables = environment ?? ProcessInfo.processInfo.environment
    let pointers = (words: Self.pointers(words), variables: Self.pointers(variables.map { "\($0.key)=\($0.value)" }))
    defer { for pointer in pointers.words + pointers.variables { free(pointer) } }
    var process: pid_t = 0
    let result = posix_spawnp(&process, words.first ?? "", &actions, &attributes, pointers.words, pointers.variables)
    if result != 0 {
      throw Failure(description: "\(command.joined(separator: " ")): \(String(cString: strerror(result)))")
    }
    identifier = process
  }

  deinit {
    signal(SIGKILL)
    // What was killed ends at once, and leaves its number when it is asked for.
    while ending == nil { usleep(1000) }
  }

  /// Sends a signal, if the program has not ended.
  public func signal(_ number: Int32) {
    if ending == nil { kill(identifier, number) }
  }

  /// How it has ended; nil while it runs.
  public var ending: Ending? {
    known.withLock { known in
      var status: Int32 = 0
      if known == nil, waitpid(identifier, &status, WNOHANG) == identifier {
        // The low seven bits are the signal; without one, the next eight are the code.
        known = status & 0x7f == 0 ? .exited(status >> 8 & 0xff) : .signalled(status & 0x7f)
      }
      return known
    }
  }

  /// How a program ends that takes a moment. Others wait for their turn: hundreds of tests may want one at once.
  ///
  /// - Throws: `Failure` if it cannot be started; `CancellationError`.
  public static func ending(
    of command: [String], environment: [String: String]? = nil, folder: String? = nil, streams: Streams = Streams()
  ) async throws -> Ending {
    try await turns.taking {
      let process = try ChildProcess(command, environment: environment, folder: folder, streams: streams)
      while true {
        if let ending = process.ending { return ending }
        try await Task.sleep(for: .milliseconds(5))
      }
    }
  }

  /// Runs a program that takes a moment.
  ///
  /// - Throws: `Failure` if it cannot be started, or ends otherwise than with code 0; `CancellationError`.
  public static func run(_ command: [String], folder: String? = nil) async throws {
    let ending = try await ending(of: command, folder: folder)
    if ending != .exited(0) { throw Failure(description: "\(command.joined(separator: " ")): \(ending)") }
  }

  private static let turns = Turns(count: 4)

  private static var openDescriptors: [String] {
    (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")) ?? []
  }

  private static func pointers(_ texts: [String]) -> [UnsafeMutablePointer<CChar>?] { texts.map { strdup($0) } + [nil] }
}

/// So many may do something at a time.
private actor Turns {
  private var free: Int
  private var waiting: [CheckedContinuation<Void, Never>] = []

  init(count: Int) {
    free = count
  }

  nonisolated func taking<Outcome: Sendable>(_ body: () async throws -> Outcome) async rethrows -> Outcome {
    await take()
    do {
      let outcome = try await body()
      await give()
      return outcome
    } catch {
      await give()
      throw error
    }
  }

  private func take() async {
    if free > 0 { free -= 1 } else { await withCheckedContinuation { waiting.append($0) } }
  }

  private func give() {
    if waiting.isEmpty { free += 1 } else { waiting.removeFirst().resume() }
  }
}
