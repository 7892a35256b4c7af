import MirroredStorage
import Registry
import Synchronization

/// A log that nodes share, in memory, which can be away.
final class SharedLog: Sendable {
  private struct State {
    var entries: [LogEntry] = []
    var isAway = false
    var readings: [Range<Int64>] = []
  }

  private let state = Mutex(State())

  init(_ entries: [LogEntry] = []) {
    state.withLock { $0.entries = entries }
  }

  /// Whether it cannot be reached.
  var isAway: Bool {
    get { state.withLock { $0.isAway } }
    set { state.withLock { $0.isAway = newValue } }
  }

  /// What it holds.
  var entries: [LogEntry] {
    get { state.withLock { $0.entries } }
    set { state.withLock { $0.entries = newValue } }
  }

  /// The positions that were read, in the order in which that was done.
  var readings: [Range<Int64>] { state.withLock { $0.readings } }

  /// Opens a store on it.
  ///
  /// - Throws: `StoreError.unavailable` if it is away.
  func open() throws(StoreError) -> any SharedRegistryStore {
    try answer { _ in () }
    return Store(log: self)
  }

  private func answer<Answer: Sendable>(_ body: (inout State) -> Answer) throws(StoreError) -> Answer {
    let answer = state.withLock { state in state.isAway ? nil : body(&state) }
    guard let answer else { throw .unavailable("shared: nobody answers") }
    return answer
  }

  private struct Store: SharedRegistryStore {
    let log: SharedLog

    func entries(from position: LogPosition, limit: Int) async throws(StoreError) -> [LogEntry] {
      try log.answer { state in
        let page = Array(state.entries.dropFirst(Int(position.rawValue)).prefix(limit))
        if let last = page.last { state.readings.append(position.rawValue..<last.position.next.rawValue) }
        return page
      }
    }

    func append(_ entries: [LogEntry]) async throws(StoreError) {
      guard let first = entries.first?.position else { return }
      let isAppended = try log.answer { state in
        guard first.rawValue == state.entries.count else { return false }
        state.entries += entries
        return true
      }
      if !isAppended { throw .positionTaken(first) }
    }

    func waitForEntries(from position: LogPosition) async {
      try? await Task.sleep(for: .milliseconds(5))
    }

    func close() async {}
  }
}

/// What an operator was told.
final class ToldEvents: Sendable {
  private let told = Mutex<[String]>([])

  var names: [String] { told.withLock { $0 } }

  func note(_ event: MirroredStore.Event) {
    let name =
      switch event {
      case .isBack: "is back"
      case .copyFails: "copy fails"
      case .copyGoesOn: "copy goes on"
      case .copyIsGivenUp: "copy is given up"
      }
    told.withLock { $0.append(name) }
  }
}
