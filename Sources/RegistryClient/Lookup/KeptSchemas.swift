import SchemaCore

/// What a cache knows: answers, some of which expire, and refusals, all of which do.
struct KeptSchemas: Sendable {
  private struct Answer {
    var text: RegisteredText
    /// Nil if the answer can never become another one.
    var expiry: ContinuousClock.Instant?
  }

  private struct Refusal {
    var error: ClientError
    var expiry: ContinuousClock.Instant
  }

  private let limits: CachingSchemaLookup.Limits
  private var answers: SecondChanceCache<SchemaRequest, Answer>
  private var refusals = SecondChanceCache<SchemaRequest, Refusal>(capacity: 1000)

  init(_ limits: CachingSchemaLookup.Limits) {
    self.limits = limits
    answers = SecondChanceCache(capacity: limits.maximumBytes)
  }

  /// The answer to a request, unless it has expired.
  ///
  /// - Parameter now: asked only where an answer may expire.
  mutating func text(for request: SchemaRequest, now: () -> ContinuousClock.Instant) -> RegisteredText? {
    guard let answer = answers.value(for: request) else { return nil }
    if let expiry = answer.expiry, expiry <= now() { return nil }
    return answer.text
  }

  /// The refusal of a request, unless it has expired.
  mutating func refusal(of request: SchemaRequest, at now: ContinuousClock.Instant) -> ClientError? {
    guard let refusal = refusals.value(for: request) else { return nil }
    if refusal.expiry <= now {
      refusals.remove(request)
      return nil
    }
    return refusal.error
  }

  /// Keeps an answer, also for those who will ask by the ID or the GUID.
  mutating func keep(_ text: RegisteredText, for request: SchemaRequest, at now: ContinuousClock.Instant) {
    refusals.remove(request)
    insert(text, for: request, expiry: request.isVolatile ? now + limits.latestLifetime : nil)
    keep(text, ofContext: request.context)
  }

  /// Keeps what was true once, until it can be asked for again.
  mutating func keepForMoment(_ text: RegisteredText, for request: SchemaRequest, at now: ContinuousClock.Instant) {
    insert(text, for: request, expiry: now + limits.failureLifetime)
    keep(text, ofContext: request.context)
  }

  /// Keeps a schema under all names that never come to mean another one.
  mutating func keep(_ text: RegisteredText, ofContext context: ContextName) {
    let context = text.subject?.context ?? context
    insert(text, for: .identity(.id(text.id), in: context), expiry: nil)
    if let guid = text.guid { insert(text, for: .identity(.guid(guid), in: context), expiry: nil) }
    if let subject = text.subject, let version = text.version {
      insert(text, for: .version(.number(version), of: subject), expiry: nil)
    }
  }

  /// Takes note of an error. What was known is the answer where nobody could be asked.
  mutating func answer(
    to request: SchemaRequest, failing error: ClientError, at now: ContinuousClock.Instant
  ) -> RegisteredText? {
    if error.kind == .unreachable, let known = answers.value(for: request) {
      keepForMoment(known.text, for: request, at: now)
      return known.text
    }
    if error.isFinal { refusals.insert(Refusal(error: error, expiry: now + limits.failureLifetime), for: request) }
    return nil
  }

  private mutating func insert(_ text: RegisteredText, for request: SchemaRequest, expiry: ContinuousClock.Instant?) {
    answers.insert(Answer(text: text, expiry: expiry), for: request, cost: text.cost)
  }
}

extension RegisteredText {
  /// About how many bytes it takes to keep this.
  fileprivate var cost: Int {
    references.reduce(512 + schema.text.utf8.count) { $0 + $1.text.utf8.count + 128 }
  }
}
