import CPostgres
import Dispatch
import Glibc
import Synchronization

/// Hears from the server that there is something new in the log, on a connection and a thread of its own.
///
/// Notifications are only a hint: whoever waits is woken every ``patience`` as well, so that a lost connection or a proxy
/// that passes no notifications on delays news and loses none.
final class PostgresListener: Sendable {
  /// How long somebody waits at most.
  private static let patience: Int32 = 1000

  private let target: String
  private let wakeUp: (reading: Int32, writing: Int32)
  private let state = Mutex(State())

  private struct State {
    var waiting: [Int: CheckedContinuation<Void, Never>] = [:]
    var nextWaiter = 0
    /// Something came while nobody waited.
    var hasNews = false
    var isStopping = false
    var isStarted = false
    var isRunning = false
    var ended: [CheckedContinuation<Void, Never>] = []
  }

  init(target: String) {
    self.target = target
    var ends: [Int32] = [-1, -1]
    // Without a pipe it ends a second later when it is told to.
    if pipe(&ends) != 0 { ends = [-1, -1] }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    wakeUp = (ends[0], ends[1])
  }

  deinit {
    if wakeUp.reading >= 0 { Glibc.close(wakeUp.reading) }
    if wakeUp.writing >= 0 { Glibc.close(wakeUp.writing) }
  }

  /// Returns when there may be news. Nobody listens before somebody waits.
  func wait() async {
    start()
    let waiter = state.withLock { state in
      defer { state.nextWaiter += 1 }
      return state.nextWaiter
    }
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let mustWait = state.withLock { state in
          if state.hasNews || state.isStopping || Task.isCancelled {
            state.hasNews = false
            return false
          }
          state.waiting[waiter] = continuation
          return true
        }
        if !mustWait { continuation.resume() }
      }
    } onCancel: {
      state.withLock { $0.waiting.removeValue(forKey: waiter) }?.resume()
    }
  }

  /// Ends the connection; nobody waits afterwards.
  func stop() async {
    await withCheckedContinuation { continuation in
      let isEnded = state.withLock { state in
        state.isStopping = true
        if state.isRunning { state.ended.append(continuation) }
        return !state.isRunning
      }
      if isEnded { continuation.resume() }
      _ = write(wakeUp.writing, [1], 1)
    }
  }

  private func start() {
    let mustStart = state.withLock { state in
      if state.isStarted || state.isStopping { return false }
      (state.isStarted, state.isRunning) = (true, true)
      return true
    }
    if mustStart { DispatchQueue(label: "martlet.postgres.listener").async { [self] in run() } }
  }

  private func run() {
    while !isStopping {
      do throws(PostgresError) {
        let session = try PostgresSession(to: target)
        _ = try session.run("LISTEN \(LogTable.channel)")
        // What was written before anybody listened was announced to nobody.
        tell()
        while !isStopping {
          rest(watching: session.socket)
          _ = try session.takeNotifications()
          tell()
        }
      } catch {
        // Who waits is woken by the clock until there is a connection again; why there is none, the worker tells.
        tell()
        rest(watching: -1)
      }
    }
    tell()
    let ended = state.withLock { state in
      state.isRunning = false
      return state.ended
    }
    for continuation in ended { continuation.resume() }
  }

  private var isStopping: Bool { state.withLock { $0.isStopping } }

  /// Waits until the socket has something, somebody stops the listener, or patience is at its end.
  private func rest(watching socket: Int32) {
    // poll overlooks descriptors below 0.
    var descriptors = [
      pollfd(fd: socket, events: Int16(POLLIN), revents: 0),
      pollfd(fd: wakeUp.reading, events: Int16(POLLIN), revents: 0),
    ]
    _ = poll(&descriptors, 2, Self.patience)
  }

  private func tell() {
    let waiting = state.withLock { state in
      defer { state.waiting = [:] }
      state.hasNews = state.waiting.isEmpty
      return state.waiting.values
    }
    for continuation in waiting { continuation.resume() }
  }
}
