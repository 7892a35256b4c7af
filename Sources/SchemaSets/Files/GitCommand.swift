import Glibc

/// The program `git`, run to its end. It asks nobody anything, and writes nothing.
struct GitCommand {
  /// The folder in which it runs; empty for the present one.
  let folder: String

  /// How long it may take.
  private static let limit = Duration.seconds(60)

  /// What it writes to its standard output.
  ///
  /// - Parameters:
  ///   - input: what it reads.
  ///   - maximumBytes: how much it may write.
  /// - Throws: `SetError` of kind `unreadable` with its own words, or of kind `limit`.
  func run(_ arguments: [String], input: [UInt8] = [], maximumBytes: Int) throws(SetError) -> [UInt8] {
    // Files and not pipes, which could fill up on one side while the other waits.
    let (standardInput, standardError) = (try Self.temporaryFile(input), try Self.temporaryFile([]))
    defer {
      close(standardInput)
      close(standardError)
    }
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { throw Self.failed("a pipe is needed") }
    defer { close(ends[0]) }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    let process: pid_t
    do {
      defer { close(ends[1]) }
      process = try spawn(arguments, input: standardInput, output: ends[1], error: standardError)
    }
    var output: [UInt8] = []
    let problem = Self.read(ends[0], into: &output, maximumBytes: maximumBytes)
    if problem != nil { kill(process, SIGKILL) }
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0 && errno == EINTR {}
    if let problem { throw problem }
    if status != 0 { throw failure(Self.contents(of: standardError)) }
    return output
  }

  private func spawn(
    _ arguments: [String], input: Int32, output: Int32, error: Int32
  ) throws(SetError) -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, input, 0)
    posix_spawn_file_actions_adddup2(&actions, output, 1)
    posix_spawn_file_actions_adddup2(&actions, error, 2)
    let words = ["git", "--no-pager", "--no-optional-locks"] + (folder.isEmpty ? [] : ["-C", folder]) + arguments
    var pointers: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) }
    defer { for pointer in pointers { free(pointer) } }
    pointers.append(nil)
    var process: pid_t = 0
    let result = posix_spawnp(&process, "git", &actions, nil, pointers, environ)
    if result != 0 { throw Self.failed("git cannot be run: \(String(cString: strerror(result)))") }
    return process
  }

  /// Reads to the end, and tells what kept it from that.
  private static func read(_ descriptor: Int32, into output: inout [UInt8], maximumBytes: Int) -> SetError? {
    let end = ContinuousClock.now + limit
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let rest = (end - ContinuousClock.now).components
      let milliseconds = rest.seconds * 1000 + rest.attoseconds / 1_000_000_000_000_000
      var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      let ready = poll(&waiting, 1, Int32(clamping: max(0, milliseconds)))
      if ready < 0 && errno == EINTR { continue }
      if ready == 0 { return SetError(.limit, "git took more than \(limit)") }
      let got = Glibc.read(descriptor, &buffer, buffer.count)
      if got < 0 && errno == EINTR { continue }
      if got < 0 { return failed("git cannot be read: \(String(cString: strerror(errno)))") }
      if got == 0 { return nil }
      output += buffer[..<got]
      if output.count > maximumBytes { return SetError(.limit, "git has more than \(maximumBytes) bytes to say") }
    }
  }

  /// A file that is gone when it is closed.
  private static func temporaryFile(_ bytes: [UInt8]) throws(SetError) -> Int32 {
    let folder = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    var name = Array("\(folder)/martlet-XXXXXX".utf8CString)
    let descriptor = mkstemp(&name)
    if descriptor < 0 { throw failed("no file can be made in \(folder): \(String(cString: strerror(errno)))") }
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    unlink(name)
    var rest = bytes[...]
    while !rest.isEmpty {
      let written = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
      if written < 0 && errno != EINTR {
        close(descriptor)
        throw failed("a file in \(folder) cannot be written: \(String(cString: strerror(errno)))")
      }
      rest = rest.dropFirst(max(0, written))
    }
    lseek(descriptor, 0, SEEK_SET)
    return descriptor
  }

  private static func contents(of descriptor: Int32) -> String {
    lseek(descriptor, 0, SEEK_SET)
    var buffer = [UInt8](repeating: 0, count: 4096)
    let got = Glibc.read(descriptor, &buffer, buffer.count)
    return String(decoding: buffer.prefix(max(0, got)), as: UTF8.self)
  }

  private func failure(_ words: String) -> SetError {
    let first = words.split(separator: "\n").first.map(String.init) ?? "git failed"
    return Self.failed(first.hasPrefix("fatal: ") ? "git says: \(first.dropFirst(7))" : first)
  }

  private static func failed(_ message: String) -> SetError { SetError(.unreadable, message) }
}
