import Glibc
import Registry
import Synchronization

/// A file beside the guarded one that one process at a time holds. The system lets go of it when the process ends,
/// however it ends. Whoever removes it while a process holds it takes the protection away.
final class FileLock: Sendable {
  private let descriptor: Mutex<Int32?>

  /// Takes the lock.
  ///
  /// - Throws: `StoreError.unavailable` if another process has it, or the file cannot be made.
  init(guarding: String) throws(StoreError) {
    let path = Self.resolved(guarding) + "-lock"
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
      if let held = descriptor {
        // Closing alone is not enough: a program that is just being started has a copy of the descriptor for a moment.
        flock(held, LOCK_UN)
        close(held)
      }
      descriptor = nil
    }
  }

  deinit {
    release()
  }

  /// The path without links, so that one file has one lock by whatever name it is opened. A file that is not there yet
  /// has a folder.
  private static func resolved(_ path: String) -> String {
    if let whole = realpath(path, nil) {
      defer { free(whole) }
      return String(cString: whole)
    }
    let slash = path.lastIndex(of: "/")
    let folder = slash.map { String(path[...$0]) } ?? "."
    guard let whole = realpath(folder, nil) else { return path }
    defer { free(whole) }
    return String(cString: whole) + "/" + (slash.map { String(path[path.index(after: $0)...]) } ?? path)
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
