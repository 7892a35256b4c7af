import SchemaCore
import Synchronization

/// A session that waits for its next record, for whoever is first to ask.
///
/// One place is enough: a task that finds it empty makes a session of its own, and the last to come back leaves one.
/// A session may go from task to task, as the one who takes it is the only one who has it.
final class SessionPool<Session: AnyObject>: @unchecked Sendable {
  private let waiting = Atomic<Unmanaged<Session>?>(nil)

  deinit { waiting.exchange(nil, ordering: .acquiring)?.release() }

  /// A session that nobody else uses; nil if none waits.
  func take() -> Session? { waiting.exchange(nil, ordering: .acquiring)?.takeRetainedValue() }

  /// Takes a session back, unless its record made it large.
  func keep(_ session: Session, capacityInBytes: Int) {
    guard capacityInBytes <= RecordArenaPool.maximumBytes else { return }
    waiting.exchange(Unmanaged.passRetained(session), ordering: .acquiringAndReleasing)?.release()
  }
}
