import RegistryClient
import SchemaCore
import Synchronization
import Testing

/// Answers every ID but 0 with a schema of that number, and counts how often it is asked.
private final class CountingLookup: SchemaLookup {
  private let asked = Mutex(0)
  var count: Int { asked.withLock { $0 } }

  func schema(_ identity: SchemaIdentity) async throws(ClientError) -> RegisteredText {
    asked.withLock { $0 += 1 }
    // Long enough for others to ask meanwhile.
    for _ in 0..<100 { await Task.yield() }
    guard case .id(let id) = identity, id.rawValue > 0 else {
      throw ClientError(.refused(status: 404, code: 40403), "Schema not found")
    }
    return RegisteredText(id: id, guid: nil, schema: SchemaText(text: "\(id)"), references: [])
  }
}

/// Answers when it is told to.
private final class HeldLookup: SchemaLookup {
  private let (gate, opening) = AsyncStream.makeStream(of: Void.self)

  func release() { opening.finish() }

  func schema(_ identity: SchemaIdentity) async throws(ClientError) -> RegisteredText {
    for await _ in gate {}
    return RegisteredText(id: SchemaID(rawValue: 7), guid: nil, schema: SchemaText(text: "7"), references: [])
  }
}

@Suite struct CachingSchemaLookupTests {
  private func identity(_ number: Int32) -> SchemaIdentity { .id(SchemaID(rawValue: number)) }

  @Test("a schema is asked for once")
  func once() async throws {
    let source = CountingLookup()
    let cache = CachingSchemaLookup(source)
    for _ in 0..<3 { #expect(try await cache.schema(identity(7)).schema.text == "7") }
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
    await #expect(throws: ClientError.self) { try await impatient.value }
    source.release()
    #expect(try await patient.value == "7")
  }

  @Test("an error is not kept")
  func errors() async {
    let source = CountingLookup()
    let cache = CachingSchemaLookup(source)
    for _ in 0..<2 { await #expect(throws: ClientError.self) { try await cache.schema(identity(0)) } }
    #expect(source.count == 2)
  }

  @Test("no more schemas are kept than the capacity")
  func capacity() async throws {
    let source = CountingLookup()
    let cache = CachingSchemaLookup(source, capacity: 2)
    for number: Int32 in [1, 2, 1, 2, 3, 1] { _ = try await cache.schema(identity(number)) }
    #expect(source.count == 4)
  }
}
