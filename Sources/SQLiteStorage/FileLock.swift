import Registry
import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A file that one process at a time holds. The system lets go of it when the process ends, however it ends.
final class FileLock: Sendable {
  private let descriptor: Mutex<Int32?>

  /// Takes the lock.
  ///
  /// - Throws: `StoreError.unavailable` if another process has it, or the file cannot be made.
  init(path: String, guarding: String) throws(StoreError) {
    let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    if descriptor < 0 {
      throw .unavailable("\(guarding): cannot make the lock file \(path): \(String(cString: strerror(errno)))")
    }
    if flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
      let reason = errno
      let holder = Self.text(of: descriptor)
      close(descriptor)
      if reason != EWOULDBLOCK {
        throw .unavailable("\(guarding): cannot be locked: \(String(cString: strerror(reason)))")
      }
      let process = holder.isEmpty ? "another process" : "process \(holder)"
      throw .unavailable(
        "\(guarding): \(process) is serving from this file already; stop it, or give this one a file of its own")
    }
    Self.replaceText(of: descriptor, by: "\(getpid())")
    self.descriptor = Mutex(descriptor)
  }

  /// Lets go of the lock. The file stays: removing it could take it from a process that has just locked it.
  func release() {
    descriptor.withLock { descriptor in
      if let held = descriptor { _ = close(held) }
      descriptor = nil
    }
  }

  deinit {
    release()
  }

  private static func text(of descriptor: Int32) -> String {
    var bytes = [UInt8](repeating: 0, count: 32)
    let count = pread(descriptor, &bytes, bytes.count, 0)
    return count > 0 ? String(decoding: bytes.prefix(count), as: UTF8.self) : ""
  }

  /// The text only helps people find the holder, so that a disk that takes no more is no reason to fail.
  private static func replaceText(of descriptor: Int32, by text: String) {
    _ = ftruncate(descriptor, 0)
    _ = pwrite(descriptor, text, text.utf8.count, 0)
  }
}
