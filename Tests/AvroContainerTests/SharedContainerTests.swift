import Avro
import AvroContainer
import RegistryTesting
import SchemaCore
import Testing

/// The files of the conformance data, which lies beside the checkout or not at all.
@Suite(
  "Conformance files",
  .enabled(
    if: Fixtures.sharedCases("avro/container/weather.json") != nil, "the conformance cases are not beside the checkout")
)
struct SharedContainerTests {
  private func file(_ name: String) throws -> [UInt8] {
    try #require(Fixtures.sharedBytes("cases/avro/container/\(name)"))
  }

  @Test(
    "the weather is the same in every codec",
    arguments: ["weather.avro", "weather-deflate.avro", "weather-snappy.avro", "weather-zstd.avro"])
  func weather(name: String) throws {
    var reader = try AvroFileReader(bytes: try file(name))
    var records: [AvroValue] = []
    while try reader.next() { records.append(try reader.value()) }
    #expect(try records == Self.weather(reader.program))
  }

  @Test("the sorted weather has the same records in another order")
  func sorted() throws {
    var reader = try AvroFileReader(bytes: try file("weather-sorted.avro"))
    var records: Set<AvroValue> = []
    while try reader.next() { records.insert(try reader.value()) }
    #expect(try records == Set(Self.weather(reader.program)))
  }

  @Test("a small file, and one with unions")
  func small() throws {
    #expect(
      ReadingResult(try file("simple/data.avro")).records
        == [#"{"text":"hello"}"#, #"{"text":"bonjour"}"#, #"{"text":"guten tag"}"#])
    #expect(
      ReadingResult(try file("withUnion/data.avro")).records == [
        #"{"data1":{"string":"textValue"},"data2":null}"#,
        #"{"data1":{"int":123},"data2":{"inner":{"d1":{"boolean":false}}}}"#,
        #"{"data1":{"int":3},"data2":{"inner":{"d1":{"string":"text value"}}}}"#,
      ])
  }

  @Test("a sync marker in the metadata disturbs nobody")
  func syncInMetadata() throws {
    let result = ReadingResult(try file("syncInMeta.avro"))
    #expect(result.error == nil && result.records.count > 100)
  }

  private static func weather(_ program: AvroProgram) throws -> [AvroValue] {
    let text = try #require(Fixtures.sharedCases("avro/container/weather.json"))
    var arena = RecordArena()
    return try text.split(separator: "\n").map { line in
      try program.fill(&arena, withJSON: line.utf8)
      return try program.value(of: arena)
    }
  }
}
