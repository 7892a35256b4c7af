import Dispatch
import Registry

extension DispatchQueue {
  /// Runs work that may wait for a disk, on a thread that is not Swift's.
  func run<Answer: Sendable>(
    _ work: @escaping @Sendable () throws(StoreError) -> Answer
  ) async throws(StoreError) -> Answer {
    let result: Result<Answer, StoreError> = await withCheckedContinuation { continuation in
      async {
        do throws(StoreError) {
          continuation.resume(returning: .success(try work()))
        } catch {
          continuation.resume(returning: .failure(error))
        }
      }
    }
    return try result.get()
  }
}
