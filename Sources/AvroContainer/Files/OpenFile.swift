import Glibc

/// A file of the system that is open. Its calls block the thread.
final class OpenFile {
  let path: String
  /// -1 once it is closed.
  private var descriptor: Int32

  /// Opens a file to read it.
  static func reading(_ path: String) throws(AvroFileError) -> OpenFile {
    try OpenFile(path, O_RDONLY, "cannot be read")
  }

  /// Makes a file that was not there, or empties it if it may be replaced.
  static func creating(_ path: String, replacing: Bool) throws(AvroFileError) -> OpenFile {
    // A file that is replaced is emptied only once it is known that nobody else writes it.
    let file = try OpenFile(path, O_RDWR | O_CREAT | (replacing ? 0 : O_EXCL), "cannot be created")
    try file.lock()
    // Not where nothing is to be cut: some file systems take that for a sign to write a file to the device when it is
    // closed.
    if file.byteCount != 0 { try file.truncate(to: 0) }
    return file
  }

  /// Opens a file to read it and write behind its end.
  static func appending(_ path: String) throws(AvroFileError) -> OpenFile {
    let file = try OpenFile(path, O_RDWR, "cannot be opened for appending")
    try file.lock()
    return file
  }

  private init(_ path: String, _ flags: Int32, _ failure: String) throws(AvroFileError) {
    self.path = path
    descriptor = open(path, flags | O_CLOEXEC, 0o666)
    if descriptor < 0 { throw error(failure) }
  }

  deinit {
    if descriptor >= 0 { _ = Glibc.close(descriptor) }
  }

  /// How long the file is now; nil for what has no length, such as a pipe.
  var byteCount: Int? {
    var status = stat()
    return fstat(descriptor, &status) == 0 && status.st_mode & S_IFMT == S_IFREG ? Int(status.st_size) : nil
  }

  /// Reads the next bytes; 0 at the end.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws(AvroFileError) -> Int {
    while true {
      let count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
      if count >= 0 { return count }
      if errno != EINTR { throw error("cannot be read") }
    }
  }

  /// Reads from another place on.
  func seek(to offset: Int) throws(AvroFileError) {
    if lseek(descriptor, off_t(offset), SEEK_SET) < 0 { throw error("cannot be read") }
  }

  /// Writes the bytes of three arrays behind one another at a place in the file, by one call to the system.
  func write(_ head: [UInt8], _ body: [UInt8], _ tail: [UInt8], at offset: Int) throws(AvroFileError) {
    let count = head.withUnsafeBytes { head in
      body.withUnsafeBytes { body in
        tail.withUnsafeBytes { tail in
          let parts = [head, body, tail].map {
            iovec(iov_base: UnsafeMutableRawPointer(mutating: $0.baseAddress), iov_len: $0.count)
          }
          return pwritev(descriptor, parts, Int32(parts.count), off_t(offset))
        }
      }
    }
    if count < 0 && errno != EINTR { throw error("cannot be written") }
    let done = max(count, 0)
    let rest = head.count + body.count + tail.count - done
    if rest > 0 { try write((head + body + tail).suffix(rest), at: offset + done) }
  }

  /// Writes all of the bytes at a place in the file.
  private func write(_ bytes: ArraySlice<UInt8>, at offset: Int) throws(AvroFileError) {
    var done = 0
    while done < bytes.count {
      let count = bytes.withUnsafeBytes {
        pwrite(descriptor, $0.baseAddress.map { $0 + done }, $0.count - done, off_t(offset + done))
      }
      if count < 0 && errno != EINTR { throw error("cannot be written") }
      done += max(count, 0)
    }
  }

  /// Cuts off what stands behind `byteCount` bytes.
  func truncate(to byteCount: Int) throws(AvroFileError) {
    if ftruncate(descriptor, off_t(byteCount)) != 0 { throw error("cannot be cut to \(byteCount) bytes") }
  }

  /// Waits until the system has the file's content on the device.
  func synchronize() throws(AvroFileError) {
    if fsync(descriptor) != 0 { throw error("cannot be synchronized with the device") }
  }

  /// Closes the file, if it is open.
  func close() throws(AvroFileError) {
    if descriptor < 0 { return }
    let status = Glibc.close(descriptor)
    descriptor = -1
    if status != 0 { throw error("cannot be closed properly") }
  }

  /// Two that write one file would destroy it.
  private func lock() throws(AvroFileError) {
    if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { return }
    if errno == EWOULDBLOCK { throw AvroFileError(.inUse, "somebody else is writing the file").inFile(path) }
    throw error("cannot be locked")
  }

  private func error(_ failure: String) -> AvroFileError {
    AvroFileError(.system, "the file \(failure): \(String(cString: strerror(errno)))").inFile(path)
  }
}
