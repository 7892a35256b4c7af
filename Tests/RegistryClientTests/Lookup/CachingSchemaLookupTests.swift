import RegistryClient
import SchemaCore
import Synchronization
import Testing

/// Answers every ID but 0 with a schema of that number, and every subject with the number of times that somebody asked.
private final class CountingLookup: SchemaLookup {
  private let state = Mutex((asked: 0, isDown: false))
  var count: Int { state.withLock { $0.asked } }
  func goDown() { state.withLock { $0.isDown = true } }

  func schema(_ request: SchemaRequest) async throws(ClientError) -> RegisteredText {
    let (count, isDown) = state.withLock { state in
      state.asked += 1
      return (state.asked, state.isDown)
    }
    // Long enough for others to ask meanwhile.
    for _ in 0..<100 { await Task.yield() }
    if isDown { throw ClientError(.unreachable, "nobody answers") }
    switch request {
    case .identity(.id(let id), _) where id.rawValue > 0:
      return RegisteredText(id: id, schema: SchemaText(text: "\(id)"))
    case .version(_, let subject):
      let guid = SchemaGUID(high: 0, low: UInt64(count))
      return RegisteredText(
        id: SchemaID(rawValue: Int32(100 + count)), guid: guid, subject: subject,
        version: SchemaVersion(rawValue: Int32(count)), schema: SchemaText(text: "\(count)"))
    default:
      throw ClientError(.refused(status: 404, code: 40403), "Schema not found")
    }
  }
}

/// Answers when it is told to, and tells when it is asked and when the one who asked gave up.
private final class HeldLookup: SchemaLookup {
  private let (gate, opening) = AsyncStream.makeStream(of: Void.self)
  let (asked, asking) = AsyncStream.makeStream(of: Void.self)
  let (cancelled, cancelling) = AsyncStream.makeStream(of: Void.self)

  func release() { opening.finish() }

  func schema(_ request: SchemaRequest) async throws(ClientError) -> RegisteredText {
    asking.yield()
    for await _ in gate {}
    if Task.isCancelled {
      cancelling.yield()
      throw ClientError(.cancelled, "cancelled")
    }
    return RegisteredText(id: SchemaID(rawValue: 7), schema: SchemaText(text: "7"))
  }
}

@Suite struct CachingSchemaLookupTests {
  private func identity(_ number: Int32) -> SchemaRequest { .identity(.id(SchemaID(rawValue: number))) }
  private let latest = SchemaRequest.version(.latest, of: SubjectName(name: "s"))

  @Test("a schema is asked for once, and then at hand without waiting")
  func once() async throws {
    let source = CountingLookup()
    let cache = CachingSchemaLookup(source)
    #expect(cache.cached(identity(7)) == nil)
    for _ in 0..<3 { #expect(try await cache.schema(identity(7)).schema.text == "7") }
    #expect(cache.cached(identity(7))?.schema.text == "7")
    #expect(cache.cached(.identity(.id(SchemaID(rawValue: 7)), in: ContextName("other"))) == nil)
    #expect(source.count == 1)
  }

  @Test("tasks that ask at the same time share a request")
  func sharing() async throws {
    let source = CountingLookup()
    let cache = CachingSchemaLookup(source)
    let texts = try await withThrowingTaskGroup(of: String.self) { group in
      for _ in 0..<50 { group.addTask { try await cache.schema(identity(7)).schema.text } }
      return try await group.reduce(into: Set()) { $0.insert($1) }
    }
    #expect(texts == ["7"])
    #expect(source.count == 1)
  }

  @Test("a task that is cancelled no longer waits, and the others get their answer")
  func cancellation() async throws {
    let source = HeldLookup()
    let cache = CachingSchemaLookup(source)
    let patient = Task { try await cache.schema(identity(7)).schema.text }
    let impatient = Task { try await cache.schema(identity(7)).schema.text }
    impatient.cancel()
    let error = await #expect(throws: ClientError.self) { try await impatient.value }
    #expect(error?.kind == .cancelled)
    source.release()
    #expect(try await patient.value == "7")
  }

  @Test("a request that nobody waits for any more is cancelled, and the next one is a new one")
  func abandonment() async throws {
    let source = HeldLookup()
    let cache = CachingSchemaLookup(source)
    var asked = source.asked.makeAsyncIterator()
    var cancelled = source.cancelled.makeAsyncIterator()
    let only = Task { try await cache.schema(identity(7)) }
    await asked.next()
    only.cancel()
    await #expect(throws: ClientError.self) { try await only.value }
    await cancelled.next()
    let next = Task { try await cache.schema(identity(7)).schema.text }
    await asked.next()
    source.release()
    #expect(try await next.value == "7")
  }

  @Test("a refusal is remembered for a moment only")
  func refusals() async {
    let (source, time) = (CountingLookup(), ManualClock())
    let cache = CachingSchemaLookup(source, limits: .init(failureLifetime: .seconds(5)), clock: time.clock)
    for _ in 0..<2 { await #expect(throws: ClientError.self) { try await cache.schema(identity(0)) } }
    #expect(source.count == 1)
    time.advance(by: .seconds(5))
    await #expect(throws: ClientError.self) { try await cache.schema(identity(0)) }
    #expect(source.count == 2)
  }

  @Test("that nobody answered is not remembered")
  func unreachable() async {
    let source = CountingLookup()
    let cache = CachingSchemaLookup(source)
    source.goDown()
    for _ in 0..<2 { await #expect(throws: ClientError.self) { try await cache.schema(identity(7)) } }
    #expect(source.count == 2)
  }

  @Test("the latest version is asked for again after its time, and known by its other names for ever")
  func latestVersion() async throws {
    let (source, time) = (CountingLookup(), ManualClock())
    let cache = CachingSchemaLookup(source, limits: .init(latestLifetime: .seconds(60)), clock: time.clock)
    for _ in 0..<2 { #expect(try await cache.schema(latest).id.rawValue == 101) }
    time.advance(by: .seconds(60))
    #expect(cache.cached(latest) == nil)
    #expect(try await cache.schema(latest).id.rawValue == 102)
    #expect(cache.cached(identity(101)) != nil)
    #expect(cache.cached(.identity(.guid(SchemaGUID(high: 0, low: 1)))) != nil)
    #expect(cache.cached(.version(.number(SchemaVersion(rawValue: 1)), of: SubjectName(name: "s"))) != nil)
    #expect(source.count == 2)
  }

  @Test("the latest version that was known stays in use while nobody answers")
  func outage() async throws {
    let (source, time) = (CountingLookup(), ManualClock())
    let cache = CachingSchemaLookup(source, limits: .init(failureLifetime: .seconds(5)), clock: time.clock)
    _ = try await cache.schema(latest)
    source.goDown()
    time.advance(by: .seconds(3600))
    for _ in 0..<2 { #expect(try await cache.schema(latest).id.rawValue == 101) }
    #expect(source.count == 2)
    time.advance(by: .seconds(5))
    _ = try await cache.schema(latest)
    #expect(source.count == 3)
  }

  @Test("no more bytes of schemas are kept than the limit, and what is in use stays")
  func limit() async throws {
    let source = CountingLookup()
    let cache = CachingSchemaLookup(source, limits: .init(maximumBytes: 1100))
    for number: Int32 in [1, 2, 1, 3, 1] { _ = try await cache.schema(identity(number)) }
    #expect(source.count == 3)
    #expect(cache.cached(identity(2)) == nil)
  }
}
