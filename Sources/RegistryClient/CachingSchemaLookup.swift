public import SchemaCore

/// Keeps what a lookup has found: a schema never changes under its ID or GUID. Tasks that ask for the same schema at a
/// time share one request, and one that is cancelled no longer waits for it.
public actor CachingSchemaLookup: SchemaLookup {
  private typealias Answer = Result<RegisteredText, ClientError>

  private let source: any SchemaLookup
  private let capacity: Int
  private var found: [SchemaIdentity: RegisteredText] = [:]
  /// Who waits for the request that is under way for a schema.
  private var waiting: [SchemaIdentity: [Int: CheckedContinuation<Answer, Never>]] = [:]
  private var nextWaiter = 0

  /// A cache in front of a lookup.
  ///
  /// - Parameter capacity: how many schemas are kept; when there are more, all are forgotten and asked for anew.
  public init(_ source: any SchemaLookup, capacity: Int = 10_000) {
    self.source = source
    self.capacity = capacity
  }

  public func schema(_ identity: SchemaIdentity) async throws(ClientError) -> RegisteredText {
    if let kept = found[identity] { return kept }
    let waiter = nextWaiter
    nextWaiter += 1
    let answer = await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let isUnderWay = waiting[identity] != nil
        waiting[identity, default: [:]][waiter] = continuation
        // A task of its own: others may wait for the answer when the one who asked first no longer does.
        if !isUnderWay { Task { await request(identity) } }
      }
    } onCancel: {
      Task { await giveUp(waiter, for: identity) }
    }
    return try answer.get()
  }

  private func request(_ identity: SchemaIdentity) async {
    let answer: Answer
    do throws(ClientError) {
      let text = try await source.schema(identity)
      if found.count >= capacity { found.removeAll() }
      found[identity] = text
      answer = .success(text)
    } catch {
      answer = .failure(error)
    }
    for continuation in (waiting.removeValue(forKey: identity) ?? [:]).values { continuation.resume(returning: answer) }
  }

  private func giveUp(_ waiter: Int, for identity: SchemaIdentity) {
    let continuation = waiting[identity]?.removeValue(forKey: waiter)
    continuation?.resume(returning: .failure(ClientError(.unreachable, "the request was cancelled")))
  }
}
