import Glibc
import SchemaCore
import Testing

@testable import Avro

/// Everything that recurses must do with a small part of the stack that threads have, which is 8 MiB on Linux.
@Suite("Small stacks")
struct SmallStackTests {
  /// A debug build takes three times as much as a release build, for which 1 MiB is enough.
  private static let stackSize = 3 << 20

  static let types: [String] = [
    #"{"type":"array","items":@}"#, #"{"type":"map","values":@}"#, #"["null",{"type":"array","items":@}]"#,
    #"{"type":"record","name":"R#","fields":[{"name":"f","type":@}]}"#,
    #"["null",{"type":"record","name":"R#","fields":[{"name":"f","type":@,"default":null}]}]"#,
  ]

  @Test("a schema nested as deeply as is accepted is parsed, compared, compiled and coded", arguments: types)
  func nestedSchema(type: String) throws {
    let levels = type.contains("fields") ? 60 : 120
    var text = #"["null","int"]"#
    for level in 0..<levels {
      text = type.split(separator: "@", omittingEmptySubsequences: false).joined(separator: text)
        .split(separator: "#", omittingEmptySubsequences: false).joined(separator: String(level))
    }
    let schema = text
    try Self.onSmallStack {
      let document = try AvroFormat().parse(schema, rules: .stored)
      _ = document.incompatibilities(reading: document)
      _ = document.portabilityFindings() + document.portabilityFindings(reading: document)
      _ = try document.parsingCanonicalForm()
      let program = try AvroProgram(document)
      var arena = RecordArena()
      _ = try? program.decode(Array(repeating: 2, count: 4 * levels), into: &arena)
      _ = try? program.fill(&arena, withJSON: Array(String(repeating: "[", count: 500).utf8))
    }
  }

  @Test("a record nested as deeply as is accepted is decoded, written as JSON, read from it and made a value")
  func nestedRecord() throws {
    try Self.onSmallStack {
      let list = #"{"type":"record","name":"L","fields":[{"name":"n","type":["null","L"]}]}"#
      let program = try AvroProgram(AvroFormat().parse(list))
      var arena = RecordArena()
      try program.decode(Array(repeating: 2, count: 128) + [0], into: &arena)
      let json = try program.jsonText(of: arena)
      let value = try program.value(of: arena)
      try program.fill(&arena, withJSON: json)
      try program.fill(&arena, with: value)
      var bytes: [UInt8] = []
      try program.encode(&arena, into: &bytes)
      _ = try? program.decode(Array(repeating: 2, count: 200), into: &arena)
    }
  }

  @Test("texts nested as deeply as is accepted are refused or read", arguments: ["[", "{\"a\":", "[{\"type\":"])
  func nestedText(opening: String) throws {
    try Self.onSmallStack {
      let text = String(repeating: opening, count: 600)
      #expect(throws: SchemaError.self) { try AvroFormat().parse(text) }
      #expect(throws: JSONError.self) { try JSONParser.parse(text) }
      let closed = String(repeating: "[", count: 512) + String(repeating: "]", count: 512)
      _ = JSONWriter.text(try JSONParser.parse(closed))
      let object = try JSONParser.parse(
        String(repeating: "{\"a\":", count: 512) + "1" + String(repeating: "}", count: 512))
      // Neither the hash nor a place may take twice as long with every level.
      #expect(Set([object, object]).count == 1)
      let place = JSONPointer(Array(repeating: "a", count: 512)).position(in: JSONWriter.text(object))
      #expect(place?.column == 5 * 512 + 1)
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
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    defer { pthread_attr_destroy(&attributes) }
    #expect(pthread_attr_setstacksize(&attributes, stackSize) == 0)
    var thread = pthread_t()
    let start = pthread_create(
      &thread, &attributes,
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
