import Dispatch
import Synchronization

/// Runs work on a session, one piece after the other, on a thread that is not Swift's: libpq's calls wait.
///
/// A session that breaks is replaced when there is work again.
final class PostgresWorker: Sendable {
  private let target: String
  /// Told about each new session before any work is.
  private let prepare: @Sendable (PostgresSession) throws(PostgresError) -> Void
  /// A serial queue of its own: Dispatch gives it a thread that the cooperative pool does not count on.
  private let queue = DispatchQueue(label: "martlet.postgres")
  private let state = Mutex(State())

  private struct State {
    var session: PostgresSession?
    var isClosed = false
    /// When and why connecting failed last.
    var latestFailure: (time: ContinuousClock.Instant, error: PostgresError)?
  }

  /// How long it is taken for granted that a server cannot be reached, so that what waits in the queue is told quickly
  /// instead of each waiting for a connection of its own.
  private static let pause = Duration.seconds(1)

  init(
    target: String, prepare: @escaping @Sendable (PostgresSession) throws(PostgresError) -> Void
  ) {
    self.target = target
    self.prepare = prepare
  }

  /// Runs work on the session.
  ///
  /// - Throws: what the work throws; `PostgresError` without a state if there is no session to be had.
  func perform<Answer: Sendable>(
    _ work: @escaping @Sendable (PostgresSession) throws(PostgresError) -> Answer
  ) async throws(PostgresError) -> Answer {
    let result: Result<Answer, PostgresError> = await withCheckedContinuation { continuation in
      queue.async { [self] in
        let result = state.withLock { state -> Result<Answer, PostgresError> in
          do throws(PostgresError) {
            return .success(try Self.run(work, on: &state, target, prepare))
          } catch {
            return .failure(error)
          }
        }
        continuation.resume(returning: result)
      }
    }
    return try result.get()
  }

  /// Ends the session when the work before is done; there is none afterwards.
  func close() async {
    await withCheckedContinuation { continuation in
      queue.async { [self] in
        state.withLock { state in
          state.session = nil
          state.isClosed = true
        }
        continuation.resume()
      }
    }
  }

  private static func run<Answer>(
    _ work: (PostgresSession) throws(PostgresError) -> Answer, on state: inout State, _ target: String,
    _ prepare: (PostgresSession) throws(PostgresError) -> Void
  ) throws(PostgresError) -> Answer {
    if state.isClosed { throw PostgresError("the store is closed") }
    let session = try session(of: &state, target, prepare)
    do throws(PostgresError) {
      return try work(session)
    } catch {
      // What the server refused leaves the session as it was; what it has not answered, it may answer to the next statement.
      if error.state == nil || session.isBroken { state.session = nil }
      throw error
    }
  }

  private static func session(
    of state: inout State, _ target: String, _ prepare: (PostgresSession) throws(PostgresError) -> Void
  ) throws(PostgresError) -> PostgresSession {
    if let session = state.session, !session.isBroken { return session }
    if let (time, error) = state.latestFailure, time.duration(to: .now) < pause { throw error }
    state.session = nil
    do throws(PostgresError) {
      let session = try PostgresSession(to: target)
      try prepare(session)
      state.session = session
      state.latestFailure = nil
      return session
    } catch {
      state.latestFailure = (.now, error)
      throw error
    }
  }
}
