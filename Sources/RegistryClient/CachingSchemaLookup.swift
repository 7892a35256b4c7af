public import SchemaCore

/// Keeps what a lookup has found: a schema never changes under its ID or GUID. Tasks that ask for the same schema at a
/// time share one request.
public actor CachingSchemaLookup: SchemaLookup {
  private let source: any SchemaLookup
  private let capacity: Int
  private var found: [SchemaIdentity: RegisteredText] = [:]
  private var underWay: [SchemaIdentity: Task<Result<RegisteredText, ClientError>, Never>] = [:]

  /// A cache in front of a lookup.
  ///
  /// - Parameter capacity: how many schemas are kept; when there are more, all are forgotten and asked for anew.
  public init(_ source: any SchemaLookup, capacity: Int = 10_000) {
    self.source = source
    self.capacity = capacity
  }

  public func schema(_ identity: SchemaIdentity) async throws(ClientError) -> RegisteredText {
    if let kept = found[identity] { return kept }
    if let request = underWay[identity] { return try await request.value.get() }
    // A task of its own: others may wait for the answer when the one who asked first no longer does.
    let request = Task { [source] in
      do throws(ClientError) {
        return Result<RegisteredText, ClientError>.success(try await source.schema(identity))
      } catch {
        return .failure(error)
      }
    }
    underWay[identity] = request
    let answer = await request.value
    underWay[identity] = nil
    if case .success(let text) = answer {
      if found.count >= capacity { found.removeAll() }
      found[identity] = text
    }
    return try answer.get()
  }
}
