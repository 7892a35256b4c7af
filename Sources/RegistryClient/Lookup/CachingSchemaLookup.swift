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
    /// How long a refusal is remembered, and how long what was known serves before an unreachable registry is asked anew.
    public var failureLifetime: Duration

    public init(
      maximumBytes: Int = 64 << 20, latestLifetime: Duration = .seconds(60), failureLifetime: Duration = .seconds(5)
    ) {
      self.maximumBytes = maximumBytes
      self.latestLifetime = latestLifetime
      self.failureLifetime = failureLifetime
    }
  }

  private let source: any SchemaLookup
  private let disk: SchemaDiskCache?
  private let clock: ClientClock
  private let kept: Mutex<KeptSchemas>
  private let flights = SingleFlight<SchemaRequest, RegisteredText>()

  /// A cache in front of a lookup.
  ///
  /// - Parameter disk: where schemas are kept beyond the life of the process; nil for nowhere.
  public convenience init(_ source: any SchemaLookup, limits: Limits = Limits(), disk: SchemaDiskCache? = nil) {
    self.init(source, limits: limits, disk: disk, clock: .system)
  }

  package init(
    _ source: any SchemaLookup, limits: Limits = Limits(), disk: SchemaDiskCache? = nil, clock: ClientClock
  ) {
    self.source = source
    self.disk = disk
    self.clock = clock
    kept = Mutex(KeptSchemas(limits))
  }

  public func cached(_ request: SchemaRequest) -> RegisteredText? {
    kept.withLock { $0.text(for: request, now: clock.now) }
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
    for text in versions { await disk?.keep(text, for: nil, ofContext: subject.context) }
    return versions
  }

  public func subjects(associatedWith resource: AssociatedResource) async throws(ClientError) -> [SubjectName] {
    try await source.subjects(associatedWith: resource)
  }

  private func fetch(_ request: SchemaRequest) async -> Result<RegisteredText, ClientError> {
    // What a record names never changes, so that nobody need be asked for what the disk has.
    if case .identity = request, let text = await disk?.schema(for: request) {
      kept.withLock { $0.keep(text, for: request, at: clock.now()) }
      return .success(text)
    }
    do throws(ClientError) {
      let text = try await source.schema(request)
      kept.withLock { $0.keep(text, for: request, at: clock.now()) }
      await disk?.keep(text, for: request, ofContext: request.context)
      return .success(text)
    } catch {
      if let text = kept.withLock({ $0.answer(to: request, failing: error, at: clock.now()) }) { return .success(text) }
      guard error.kind == .unreachable, let text = await disk?.schema(for: request) else { return .failure(error) }
      kept.withLock { $0.keepForMoment(text, for: request, at: clock.now()) }
      return .success(text)
    }
  }
}
