import Glibc
import Protobuf
import SchemaCore
import Testing

/// What walks through a schema must do with a small part of the stack that threads have, which is 8 MiB on Linux.
@Suite("Deeply nested Protobuf schemas")
struct NestedSchemaTests {
  /// A debug build takes three times as much as a release build, for which 512 KiB is enough.
  private static let stackSize = 3 << 19

  @Test("are parsed, compared, linked and written on a small stack")
  func nested() throws {
    let levels = 30
    @Sendable func text(_ type: String) -> String {
      let opening = (0..<levels).map { "message M\($0) { oneof o\($0) { M0 up = 1; } map<string, \(type)> m = 2;" }
      return "syntax = \"proto3\"; \(opening.joined(separator: " ")) \(String(repeating: "}", count: levels))"
    }
    try Self.onSmallStack {
      let old = try ProtobufFormat().parse(text("int32"), rules: .strict)
      let new = try ProtobufFormat().parse(text("string"), rules: .strict)
      #expect(new.incompatibilities(reading: old).count == levels)
      #expect(try !ProtobufRules.findings(of: new, against: old).isEmpty)
      for style in [RenderStyle.normalized, .serialized, .withoutExtensions] {
        _ = try ProtobufFormat().parse(new.rendered(as: style), rules: .new)
      }
    }
  }

  @Test("chains of imported types are as long as they are")
  func chain() throws {
    let count = 3_000
    @Sendable func types(_ last: String) -> String {
      "syntax = \"proto3\"; " + (0..<count).map { "message T\($0) { T\($0 + 1) a = 1; }" }.joined(separator: "\n")
        + "message T\(count) { \(last) x = 1; }"
    }
    try Self.onSmallStack {
      func schema(_ last: String) throws -> ProtobufSchema {
        let reference = ResolvedReference(
          SchemaReference(name: "a.proto", subject: last, version: 1), text: types(last))
        return try ProtobufFormat().parse(
          "syntax = \"proto3\"; import \"a.proto\"; message M { T0 t = 1; }", references: [reference])
      }
      let found = try schema("string").incompatibilities(reading: schema("int32"))
      #expect(found.count == count + 2)
    }
  }

  /// Runs the body on a thread of its own, and throws what it throws.
  private static func onSmallStack(_ body: @escaping @Sendable () throws -> Void) throws {
    final class Job {
      let body: () throws -> Void
      var result: Result<Void, any Error> = .success(())
      init(_ body: @escaping () throws -> Void) { self.body = body }
    }
    let job = Job(body)
    let attributes = UnsafeMutablePointer<pthread_attr_t>.allocate(capacity: 1)
    defer { attributes.deallocate() }
    pthread_attr_init(attributes)
    defer { pthread_attr_destroy(attributes) }
    #expect(pthread_attr_setstacksize(attributes, stackSize) == 0)
    var thread: pthread_t = 0
    let start = pthread_create(
      &thread, attributes,
      { argument in
        guard let argument else { return nil }
        let job = Unmanaged<Job>.fromOpaque(argument).takeUnretainedValue()
        job.result = Result { try job.body() }
        return nil
      }, Unmanaged.passUnretained(job).toOpaque())
    #expect(start == 0)
    pthread_join(thread, nil)
    try job.result.get()
  }
}
