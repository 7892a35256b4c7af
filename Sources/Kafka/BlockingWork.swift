import Dispatch

/// Runs calls that block on threads that are not Swift's.
///
/// The cooperative pool has one thread a core: librdkafka's waiting calls there would stop other tasks. A serial
/// queue of its own makes Dispatch give each piece of work a thread that the pool does not count on.
enum BlockingWork {
  /// Starts work that ends by itself.
  static func start(_ name: String, _ work: @escaping @Sendable () -> Void) {
    DispatchQueue(label: name).async(execute: work)
  }

  /// Runs the work and suspends the caller until it has ended.
  static func run<Success: Sendable, Failure: Error>(
    _ name: String, _ work: @escaping @Sendable () throws(Failure) -> Success
  ) async throws(Failure) -> Success {
    let result: Result<Success, Failure> = await withCheckedContinuation { continuation in
      start(name) {
        continuation.resume(returning: Result { () throws(Failure) in try work() })
      }
    }
    return try result.get()
  }
}
