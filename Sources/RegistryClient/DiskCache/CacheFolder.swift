import Glibc
import NIOPosix
import SchemaCore
import Synchronization

/// Why a file of a cache cannot be used.
struct CacheFileError: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) {
    self.description = description
  }

  /// What the system says of a file.
  static func system(_ path: String) -> CacheFileError {
    CacheFileError("\(path): \(String(cString: strerror(errno)))")
  }
}

/// Files of bounded size in a folder. The system is asked on threads that may wait for it.
final class CacheFolder: Sendable {
  static let suffix = ".schema"

  private let path: String
  private let maximumBytes: Int
  /// How many bytes there are about: other processes may write too.
  private let totalBytes: Mutex<Int>

  /// - Throws: `ClientError.invalidRequest` if there is no such folder to write in.
  init(path: String, maximumBytes: Int) throws(ClientError) {
    guard mkdir(path, 0o700) == 0 || errno == EEXIST, access(path, R_OK | W_OK | X_OK) == 0 else {
      throw ClientError(
        .invalidRequest, "\(path) is not a folder that schemas can be kept in: \(String(cString: strerror(errno)))")
    }
    self.path = path
    self.maximumBytes = maximumBytes
    totalBytes = Mutex(Self.files(in: path).reduce(0) { $0 + $1.bytes })
  }

  /// The bytes of a file; nil if there is none.
  func read(_ name: String) async throws(CacheFileError) -> [UInt8]? {
    let file = "\(path)/\(name)"
    return try await Self.waiting { [maximumBytes] () throws(CacheFileError) in
      let descriptor = open(file, O_RDONLY | O_CLOEXEC)
      if descriptor < 0 {
        if errno == ENOENT { return nil }
        throw .system(file)
      }
      defer { close(descriptor) }
      var status = stat()
      guard fstat(descriptor, &status) == 0 else { throw .system(file) }
      guard status.st_size <= maximumBytes else {
        throw CacheFileError("\(file) is larger than the whole cache may be")
      }
      var bytes = [UInt8](repeating: 0, count: Int(status.st_size))
      var count = 0
      while count < bytes.count {
        let done = bytes.withUnsafeMutableBytes {
          Glibc.read(descriptor, $0.baseAddress?.advanced(by: count), $0.count - count)
        }
        if done < 0 && errno == EINTR { continue }
        guard done >= 0 else { throw .system(file) }
        // Cut off meanwhile: the checksum will tell.
        if done == 0 { return Array(bytes.prefix(count)) }
        count += done
      }
      return bytes
    }
  }

  /// Puts a file in its place, whole or not at all.
  func write(_ bytes: [UInt8], to name: String) async throws(CacheFileError) {
    if bytes.count > maximumBytes { return }
    try await Self.waiting { [self] () throws(CacheFileError) in
      let isOverfull = totalBytes.withLock { total in
        total += bytes.count
        return total > maximumBytes
      }
      if isOverfull { makeRoom(for: bytes.count) }
      let file = "\(path)/\(name)"
      let temporary = "\(path)/.\(name).\(getpid()).\(UInt32.random(in: 0 ... .max))"
      do throws(CacheFileError) {
        try Self.write(bytes, to: temporary)
        guard rename(temporary, file) == 0 else { throw .system(file) }
      } catch {
        unlink(temporary)
        throw error
      }
    }
  }

  private static func write(_ bytes: [UInt8], to file: String) throws(CacheFileError) {
    let descriptor = open(file, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw .system(file) }
    defer { close(descriptor) }
    var count = 0
    while count < bytes.count {
      let done = bytes.withUnsafeBytes {
        Glibc.write(descriptor, $0.baseAddress?.advanced(by: count), $0.count - count)
      }
      if done < 0 && errno == EINTR { continue }
      guard done > 0 else { throw .system(file) }
      count += done
    }
  }

  /// Removes what was written first, until a quarter of the room is free, or as much as is needed.
  private func makeRoom(for count: Int) {
    let files = Self.files(in: path).sorted { $0.time < $1.time }
    var total = files.reduce(count) { $0 + $1.bytes }
    for file in files where total > max(count, maximumBytes / 4 * 3) {
      // One that another process has removed is gone all the same.
      unlink(file.path)
      total -= file.bytes
    }
    totalBytes.withLock { $0 = total }
  }

  private static func files(in path: String) -> [(path: String, bytes: Int, time: Int)] {
    guard let folder = opendir(path) else { return [] }
    defer { closedir(folder) }
    var files: [(path: String, bytes: Int, time: Int)] = []
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: Int(NAME_MAX) + 1) { String(cString: $0) }
      }
      var status = stat()
      // What a process left behind that died in the middle counts, too.
      guard name.contains(suffix), stat("\(path)/\(name)", &status) == 0 else { continue }
      files.append(("\(path)/\(name)", Int(status.st_size), Int(status.st_mtim.tv_sec)))
    }
    return files
  }

  private static func waiting<Value: Sendable>(
    _ body: @escaping @Sendable () throws(CacheFileError) -> Value
  ) async throws(CacheFileError) -> Value {
    do {
      return try await NIOThreadPool.singleton.runIfActive { try body() }
    } catch let error as CacheFileError {
      throw error
    } catch {
      throw CacheFileError("\(error)")
    }
  }
}
