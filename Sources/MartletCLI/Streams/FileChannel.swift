import Dispatch
import Glibc

/// A file, pipe or terminal that is read and written on a thread of its own, as it may block.
final class FileChannel: Sendable {
  private let descriptor: Int32
  private let isOwned: Bool
  private let name: String
  private let queue = DispatchQueue(label: "martlet.file")
  private let wakeUp = WakeUpPipe()

  /// Standard input.
  static let standardInput = FileChannel(descriptor: 0)
  /// Standard output.
  static let standardOutput = FileChannel(descriptor: 1)

  private init(descriptor: Int32, isOwned: Bool = false, name: String = "the input") {
    self.descriptor = descriptor
    self.isOwned = isOwned
    self.name = name
  }

  /// Opens a file for reading; `-` is standard input.
  static func reading(_ path: String) throws(CommandFailure) -> FileChannel {
    if path == "-" { return standardInput }
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    if descriptor < 0 {
      throw CommandFailure(.usage, "\(path) cannot be read: \(String(cString: strerror(errno)))")
    }
    return FileChannel(descriptor: descriptor, isOwned: true, name: path)
  }

  deinit {
    if isOwned { _ = close(descriptor) }
  }

  /// The next bytes; none at the end.
  ///
  /// - Throws: `CommandFailure`; `.interrupted` if the task is cancelled before there are any.
  func read(upTo count: Int = 1 << 17) async throws(CommandFailure) -> [UInt8] {
    let result = await withTaskCancellationHandler {
      await onQueue { [descriptor, wakeUp] in
        var failure: Int32 = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
          var got = -1
          repeat {
            guard wakeUp.waits(for: descriptor) else {
              failure = ECANCELED
              return
            }
            got = Glibc.read(descriptor, buffer.baseAddress, count)
          } while got < 0 && errno == EINTR
          if got < 0 { failure = errno }
          filled = max(got, 0)
        }
        return (bytes, failure)
      }
    } onCancel: {
      wakeUp.wakeUp()
    }
    if result.1 == ECANCELED { throw .interrupted }
    if result.1 != 0 {
      throw CommandFailure(.usage, "\(name) cannot be read: \(String(cString: strerror(result.1)))")
    }
    return result.0
  }

  /// Writes all of the bytes.
  func write(_ bytes: [UInt8]) async throws(CommandFailure) {
    let failure: Int32 = await onQueue { [descriptor] in
      var rest = bytes[...]
      while !rest.isEmpty {
        let written = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
        if written < 0 && errno != EINTR { return errno }
        rest = rest.dropFirst(max(written, 0))
      }
      return 0
    }
    // Who reads has seen enough; that is no reason to complain.
    if failure == EPIPE { throw CommandFailure(.done, "") }
    if failure != 0 {
      throw CommandFailure(.usage, "the output cannot be written: \(String(cString: strerror(failure)))")
    }
  }

  /// Everything up to the end.
  ///
  /// - Throws: `CommandFailure` also for more than `limit` bytes.
  func readAll(limit: Int) async throws(CommandFailure) -> [UInt8] {
    var all: [UInt8] = []
    while true {
      let bytes = try await read()
      if bytes.isEmpty { return all }
      all += bytes
      if all.count > limit { throw CommandFailure(.usage, "\(name) has more than \(limit) bytes") }
    }
  }

  private func onQueue<Success: Sendable>(_ body: @escaping @Sendable () -> Success) async -> Success {
    await withCheckedContinuation { continuation in
      queue.async { continuation.resume(returning: body()) }
    }
  }
}
