import Registry
import Synchronization

/// The way to the shared store: opened once, and tried again for as long as it cannot be reached.
final class SourceConnection: Sendable {
  private enum Status: Sendable {
    /// Not open; without a reason nobody knows yet whether it can be.
    case away(reason: String?)
    case open(MirroredStore.Source)
    /// Never to be used by this process.
    case refused(StoreError)
    case closed
  }

  private struct State: Sendable {
    var status = Status.away(reason: nil)
    /// Whether the copy is served, as the store was waited for in vain.
    var isMissed = false
  }

  private let open: @Sendable () async throws(StoreError) -> MirroredStore.Source
  private let name: String
  private let state = Mutex(State())

  /// How long after a failure the next attempt begins.
  private static let pause = Duration.seconds(1)

  init(_ name: String, open: @escaping @Sendable () async throws(StoreError) -> MirroredStore.Source) {
    self.name = name
    self.open = open
  }

  /// Opens the store now.
  ///
  /// - Throws: why it cannot be opened.
  func connect() async throws(StoreError) {
    let source = try await open()
    state.withLock { $0.status = .open(source) }
  }

  /// Opens the store now or, if it cannot be reached within a time, later.
  ///
  /// - Parameter isBack: told when it is opened later.
  /// - Throws: `StoreError.damaged` if it can be reached, and is not to be used.
  func connect(within patience: Duration, isBack: @escaping @Sendable () -> Void) async throws(StoreError) {
    Task { await keepTrying(isBack) }
    let end = ContinuousClock.now + patience
    while isFirstAttempt && ContinuousClock.now < end {
      do {
        try await Task.sleep(for: .milliseconds(10))
      } catch {
        throw .unavailable("\(name): the start was cut off")
      }
    }
    let status = state.withLock { state in
      if case .away = state.status { state.isMissed = true }
      return state.status
    }
    if case .refused(let error) = status { throw error }
  }

  /// Why the store cannot be used; nil if it can.
  var failure: StoreError? {
    switch status {
    case .open: nil
    case .refused(let error): error
    case .closed: .unavailable("\(name): the store is closed")
    case .away(let reason):
      .unavailable(
        """
        \(reason ?? "\(name): no answer yet"); this node serves its local copy, and takes no writes until the store is \
        back
        """)
    }
  }

  /// The store.
  ///
  /// - Throws: why it cannot be used.
  func source() throws(StoreError) -> MirroredStore.Source {
    if case .open(let source) = status { return source }
    // It may have been opened in between; whoever asks again will see.
    throw failure ?? .unavailable("\(name): no answer yet")
  }

  /// Closes the store. An attempt to open it that is under way ends by itself.
  func close() async {
    let former = state.withLock { state in
      defer { state.status = .closed }
      return state.status
    }
    if case .open(let source) = former { await source.store.close() }
  }

  private var status: Status { state.withLock { $0.status } }

  private var isFirstAttempt: Bool {
    if case .away(nil) = status { true } else { false }
  }

  private func keepTrying(_ isBack: @Sendable () -> Void) async {
    while true {
      do throws(StoreError) {
        let source = try await open()
        guard let former = change(to: .open(source)) else { return await source.store.close() }
        if former.isMissed { isBack() }
        return
      } catch {
        if case .damaged = error {
          _ = change(to: .refused(error))
          return
        }
        if change(to: .away(reason: error.description)) == nil { return }
      }
      // Nobody cancels this task: it ends with the process, or after the store was closed.
      try? await Task.sleep(for: Self.pause)
    }
  }

  /// - Returns: what was before; nil if the store was closed meanwhile.
  private func change(to next: Status) -> State? {
    state.withLock { state in
      if case .closed = state.status { return nil }
      defer { state.status = next }
      return state
    }
  }
}
