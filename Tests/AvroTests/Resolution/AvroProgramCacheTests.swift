import SchemaCore
import Testing

@testable import Avro

@Suite("Cache of programs")
struct AvroProgramCacheTests {
  private func schema(_ name: String, _ defaultValue: Int = 0) throws -> AvroDocument {
    try AvroFormat().parse(
      ResolutionTests.record(#"{"name":"a","type":"int","default":\#(defaultValue)}"#, name: name))
  }

  @Test("a pair is compiled once, however many ask for it at a time")
  func once() async throws {
    let cache = AvroProgramCache()
    let programs = try await withThrowingTaskGroup(of: ObjectIdentifier.self) { group in
      for _ in 0..<50 {
        group.addTask {
          // Parsed anew: it is the schema that counts, not where it comes from.
          try ObjectIdentifier(cache.program(writer: schema("R"), reader: schema("R", 1)))
        }
      }
      return try await group.reduce(into: Set()) { $0.insert($1) }
    }
    #expect(programs.count == 1)
    #expect(cache.count == 1)
  }

  @Test("schemas that differ in a default only are different")
  func defaults() throws {
    let cache = AvroProgramCache()
    let first = try cache.program(writer: schema("R"), reader: schema("R", 1))
    let second = try cache.program(writer: schema("R"), reader: schema("R", 2))
    #expect(first !== second)
    #expect(try cache.program(writer: schema("R"), reader: schema("R", 1)) === first)
  }

  @Test("the pair that was asked for longest ago makes room")
  func bounded() throws {
    let cache = AvroProgramCache(capacity: 2)
    let first = try cache.program(writer: schema("A"), reader: schema("A"))
    let second = try cache.program(writer: schema("B"), reader: schema("B"))
    #expect(try cache.program(writer: schema("A"), reader: schema("A")) === first)
    _ = try cache.program(writer: schema("C"), reader: schema("C"))
    #expect(cache.count == 2)
    #expect(try cache.program(writer: schema("A"), reader: schema("A")) === first)
    #expect(try cache.program(writer: schema("B"), reader: schema("B")) !== second)
  }

  @Test("a pair that cannot be compiled stays one")
  func errors() throws {
    let cache = AvroProgramCache()
    for _ in 0..<2 {
      #expect(throws: AvroResolutionError.self) { try cache.program(writer: schema("A"), reader: schema("B")) }
    }
    #expect(cache.count == 1)
  }
}
