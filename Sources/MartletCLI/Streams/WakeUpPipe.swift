import Glibc

/// Lets one thread end the waiting of another one for a file.
///
/// Once woken it stays so. Where the system gives no pipe, nothing is woken.
final class WakeUpPipe: Sendable {
  private let reading: Int32
  private let writing: Int32

  init() {
    var ends: [Int32] = [-1, -1]
    if pipe(&ends) != 0 { ends = [-1, -1] }
    (reading, writing) = (ends[0], ends[1])
    for end in ends where end >= 0 { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
  }

  deinit {
    for end in [reading, writing] where end >= 0 { _ = close(end) }
  }

  /// Ends the waiting, now and later.
  func wakeUp() {
    _ = write(writing, [1], 1)
  }

  /// Waits until something can be read from the file; false if it was woken up.
  func waits(for descriptor: Int32) -> Bool {
    // A negative descriptor is passed over by the system.
    var files = [reading, descriptor].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
    while poll(&files, 2, -1) < 0 && errno == EINTR {}
    return files[0].revents == 0
  }
}
