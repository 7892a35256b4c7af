public import SchemaCore
import Synchronization

/// Keeps what a lookup has found. Tasks that ask for the same schema at a time share one request, and one that is
/// cancelled no longer waits for it.
///
/// A schema never changes under its ID or GUID, nor does a version under its number: these are kept until room is needed.
/// Which version is the latest is asked anew after a while; if nobody answers then, what was known stays in use. A refusal
/// is remembered for a moment, so that a stream of bad records does not become a stream of requests.
public final class CachingSchemaLookup: SchemaLookup {
  /// How much is kept, and how long.
  public struct Limits: Hashable, Sendable {
    /// How many bytes of schemas are kept, with what they refer to.
    public var maximumBytes: Int
    /// How long the latest version of a subject is taken for that.
    public var latestLifetime: Duration
    /// How long a refusal is remembered.
    public var refusalLifetime: Duration

    public init(
      maximumBytes: Int = 64 << 20, latestLifetime: Duration = .seconds(60), refusalLifetime: Duration = .seconds(5)
    ) {
      self.maximumBytes = maximumBytes
      self.latestLifetime = latestLifetime
      self.refusalLifetime = refusalLifetime
    }
  }

  private let source: any SchemaLookup
  private let limits: Limits
  private let clock: ClientClock
  private let kept: Mutex<KeptSchemas>
  private let flights = SingleFlight<SchemaRequest, RegisteredText>()

  /// A cache in front of a lookup.
  public convenience init(_ source: any SchemaLookup, limits: Limits = Limits()) {
    self.init(source, limits: limits, clock: .system)
  }

  package init(_ source: any SchemaLookup, limits: Limits = Limits(), clock: ClientClock) {
    self.source = source
    self.limits = limits
    self.clock = clock
    kept = Mutex(KeptSchemas(limits))
  }

  public func cached(_ request: SchemaRequest) -> RegisteredText? {
    let now = request.isVolatile ? clock.now() : nil
    return kept.withLock { $0.text(for: request, at: now) }
  }

  public func schema(_ request: SchemaRequest) async throws(ClientError) -> RegisteredText {
    if let text = cached(request) { return text }
    if let refusal = kept.withLock({ $0.refusal(of: request, at: clock.now()) }) { throw refusal }
    return try await flights.value(for: request) { [self] in await fetch(request) }
  }

  public func history(of subject: SubjectName) async throws(ClientError) -> [RegisteredText] {
    let versions = try await source.history(of: subject)
    kept.withLock { kept in
      for text in versions { kept.keep(text, ofContext: subject.context) }
    }
    return versions
  }

  public func subjects(associatedWith resource: AssociatedResource) async throws(ClientError) -> [SubjectName] {
    try await source.subjects(associatedWith: resource)
  }

  private func fetch(_ request: SchemaRequest) async -> Result<RegisteredText, ClientError> {
    do throws(ClientError) {
      let text = try await source.schema(request)
      kept.withLock { $0.keep(text, for: request, at: clock.now()) }
      return .success(text)
    } catch {
      return kept.withLock { $0.answer(to: request, failing: error, at: clock.now()) }
    }
  }
}
