import Crypto
import Glibc
import Registry
import SchemaCore
import Synchronization
import Zlib

/// A backup that is being written: a file under another name until it is whole.
final class BackupOutput: Sendable {
  private let path: String
  private let partialPath: String
  private let state: Mutex<State>

  private struct State {
    var descriptor: Int32
    var hash = SHA256()
    var byteCount = 0
    let encoder: DeflateEncoder
  }

  /// How hard to pack, from 1 to 9. Backups are made more often than they are read.
  private static let level = 3

  /// Begins a file.
  ///
  /// - Throws: `StoreError.unavailable` if it cannot be made, or another process is making it.
  init(path: String) throws(StoreError) {
    self.path = path
    partialPath = path + ".partial"
    // A backup holds what the store holds, so that nobody else need read it.
    let descriptor = open(partialPath, O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
    if descriptor < 0 { throw Self.failure("\(partialPath) cannot be made") }
    do throws(StoreError) {
      if flock(descriptor, LOCK_EX | LOCK_NB) != 0 { throw Self.failure("\(partialPath) is being written by another") }
      // What an attempt left that was cut off is of no use.
      if ftruncate(descriptor, 0) != 0 { throw Self.failure("\(partialPath) cannot be written") }
      state = Mutex(State(descriptor: descriptor, encoder: try Self.makeEncoder()))
    } catch {
      _ = Glibc.close(descriptor)
      throw error
    }
  }

  private static func makeEncoder() throws(StoreError) -> DeflateEncoder {
    do {
      return try DeflateEncoder(.none, level: level)
    } catch {
      throw .unavailable("the backup cannot be packed: \(error)")
    }
  }

  /// Adds a member with its content.
  func write(_ member: BackupMember, _ content: [UInt8]) throws(StoreError) {
    try perform { (state) throws(StoreError) in
      try write(try member.packed(content, with: state.encoder), &state)
    }
  }

  /// Ends the file, and gives it its name when it is on the disk.
  ///
  /// - Returns: the end with the checksum, and how many bytes the file has.
  func finish(_ end: BackupEnd) throws(StoreError) -> (end: BackupEnd, byteCount: Int) {
    try perform { (state) throws(StoreError) in
      var end = end
      end.checksum = state.hash.finalize().text
      let line = Array(JSONWriter.text(end.json).utf8) + [UInt8(ascii: "\n")]
      let member = BackupMember(kind: .end, first: end.records, count: 0)
      try write(try member.packed(line, with: state.encoder), &state)
      guard fsync(state.descriptor) == 0, rename(partialPath, path) == 0, Self.syncFolder(of: path) else {
        throw Self.failure("\(path) cannot be finished")
      }
      Self.close(&state)
      return (end, state.byteCount)
    }
  }

  /// Removes what was written, if it was not finished.
  func abandon() {
    state.withLock { state in
      if state.descriptor >= 0 { unlink(partialPath) }
      Self.close(&state)
    }
  }

  private func perform<Answer: Sendable>(
    _ work: @Sendable (inout State) throws(StoreError) -> Answer
  ) throws(StoreError) -> Answer {
    let result = state.withLock { state -> Result<Answer, StoreError> in
      do throws(StoreError) {
        return .success(try work(&state))
      } catch {
        return .failure(error)
      }
    }
    return try result.get()
  }

  private func write(_ bytes: [UInt8], _ state: inout State) throws(StoreError) {
    bytes.withUnsafeBytes { state.hash.update(bufferPointer: $0) }
    var rest = bytes[...]
    while !rest.isEmpty {
      let written = rest.withUnsafeBytes { Glibc.write(state.descriptor, $0.baseAddress, $0.count) }
      if written < 0 && errno != EINTR { throw Self.failure("\(path) cannot be written") }
      rest = rest.dropFirst(max(written, 0))
    }
    state.byteCount += bytes.count
  }

  private static func close(_ state: inout State) {
    if state.descriptor >= 0 { _ = Glibc.close(state.descriptor) }
    state.descriptor = -1
  }

  private static func syncFolder(of path: String) -> Bool {
    let folder = path.lastIndex(of: "/").map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
    let descriptor = open(folder, O_RDONLY | O_CLOEXEC)
    if descriptor < 0 { return false }
    defer { _ = Glibc.close(descriptor) }
    return fsync(descriptor) == 0
  }

  private static func failure(_ what: String) -> StoreError {
    .unavailable("\(what): \(String(cString: strerror(errno)))")
  }
}

extension SHA256.Digest {
  /// The digest in hexadecimal.
  var text: String {
    map { byte in
      let digits = String(byte, radix: 16)
      return digits.count == 1 ? "0" + digits : digits
    }.joined()
  }
}
