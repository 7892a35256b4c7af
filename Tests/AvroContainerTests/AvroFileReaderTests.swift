import Avro
import AvroContainer
import RegistryTesting
import SchemaCore
import Testing

@Suite("Container files that are read")
struct AvroFileReaderTests {
  /// The records of the fixtures, which were not written by us.
  static func expectedRecords(_ program: AvroProgram) throws -> [AvroValue] {
    let lines = try Fixtures.fixture("avro/container/records.jsonl").split(separator: "\n")
    var arena = RecordArena()
    return try lines.map { line in
      try program.fill(&arena, withJSON: line.utf8)
      return try program.value(of: arena)
    }
  }

  @Test("files of each codec hold the same records", arguments: AvroFileCodec.allCases)
  func codecs(codec: AvroFileCodec) throws {
    var file = try AvroFileReader(bytes: try Fixtures.fixtureBytes("avro/container/\(codec.rawValue).avro"))
    #expect(file.header.codec == codec)
    #expect(file.header.schema.recordName == "library.Loan")
    #expect(file.header.metadata["made.by"] == Array("fastavro".utf8))
    #expect(file.header.syncMarker == SyncMarker(Array(0xA0..<0xB0)))
    var records: [AvroValue] = []
    while try file.next() { records.append(try file.value()) }
    #expect(try records == Self.expectedRecords(file.program))
    #expect(file.recordCount == 40 && file.blockCount > 1)
    #expect(try !file.next(), "the end stays the end")
  }

  @Test("bytes may come in pieces of any size", arguments: [1, 7, 100, 100_000])
  func chunks(size: Int) throws {
    var rest = try Fixtures.fixtureBytes("avro/container/snappy.avro")[...]
    var file = try AvroFileReader(chunks: {
      defer { rest = rest.dropFirst(size) }
      return Array(rest.prefix(size))
    })
    var records: [AvroValue] = []
    while try file.next() { records.append(try file.value()) }
    #expect(try records == Self.expectedRecords(file.program))
  }

  @Test("what the source of the bytes throws is told")
  func failingSource() throws {
    struct Lost: Error {}
    let bytes = try Fixtures.fixtureBytes("avro/container/null.avro").prefix(700)
    var calls = 0
    var file = try AvroFileReader(chunks: {
      calls += 1
      if calls > 1 { throw Lost() }
      return Array(bytes)
    })
    let error = try #require(throws: AvroFileError.self) { while try file.next() {} }
    #expect(error.kind == .system && error.message.contains("Lost"))
  }

  @Test("a file of the system is read, and named in errors")
  func path() throws {
    let folder = try TemporaryFolder()
    let bytes = try Fixtures.fixtureBytes("avro/container/deflate.avro")
    #expect(try ReadingResult(path: try folder.file("whole.avro", bytes)).records.count == 40)
    let torn = try folder.file("torn.avro", bytes.dropLast())
    let error = try #require(throws: AvroFileError.self) { try ReadingResult(path: torn) }
    #expect(error.path == torn && error.description.hasPrefix("\(torn): block 4 at byte "))
    let missing = folder.path + "/none.avro"
    let absent = try #require(throws: AvroFileError.self) { try ReadingResult(path: missing) }
    #expect(absent.kind == .system && absent.path == missing)
  }

  @Test("records are held to the limits that are given")
  func recordLimits() throws {
    let bytes = try Fixtures.fixtureBytes("avro/container/null.avro")
    var file = try AvroFileReader(bytes: bytes, limits: AvroFileLimits(record: RecordLimits(maximumSlots: 1)))
    let error = try #require(throws: AvroFileError.self) { while try file.next() {} }
    #expect(error.kind == .record && error.recordError?.kind == .limit)
  }

  @Test("records are read as another schema has them")
  func resolution() throws {
    let folder = try TemporaryFolder()
    let path = try folder.file("file.avro", try Fixtures.fixtureBytes("avro/container/deflate.avro"))
    let reader = try AvroFormat().parse(
      #"""
      {"type":"record","name":"Loan","namespace":"library","fields":[
        {"name":"where","type":"string","default":"here"},{"name":"tags","type":{"type":"map","values":"string"},
        "default":{"a":"b"}},{"name":"id","type":"double"},{"name":"title","type":"string"}]}
      """#)
    var file = try AvroFileReader(path: path, as: reader)
    var records: [String] = []
    while try file.next() { records.append(String(decoding: try file.jsonText(), as: UTF8.self)) }
    #expect(records.count == 40)
    #expect(records.first == #"{"where":"here","tags":{"a":"b"},"id":1.0,"title":"Ash"}"#)
    #expect(records.last?.hasSuffix(#""title":"Hazel Ash Birch Çedar"}"#) == true)
    var copy: [UInt8] = []
    var target = try AvroFileWriter(schema: reader) { copy += $0 }
    file = try AvroFileReader(path: path, as: reader)
    while try file.next() {
      var record: [UInt8] = []
      try file.encode(into: &record)
      try target.append(encoded: record)
    }
    try target.close()
    #expect(ReadingResult(copy).records == records)

    let error = try #require(throws: AvroFileError.self) {
      _ = try AvroFileReader(path: path, as: try AvroFormat().parse(#""int""#))
    }
    #expect(error.kind == .schema && error.path == path)
  }

  @Test("a header without codec means null, its metadata may come in blocks with sizes")
  func header() throws {
    var file = HandMadeFile(raw: [0x4F, 0x62, 0x6A, 1])
    file.long(-1)
    file.long(20)
    file.bytes += HandMadeFile.long(11) + Array("avro.schema".utf8) + HandMadeFile.long(6) + Array("\"long\"".utf8)
    file.long(1)
    file.bytes += HandMadeFile.long(1) + Array("k".utf8) + HandMadeFile.long(0)
    file.long(0)
    file.bytes += HandMadeFile.marker
    file.block(count: 2, [2, 4])
    file.block(count: 0, [])
    file.block(count: 1, [6])
    let reader = try AvroFileReader(bytes: file.bytes)
    #expect(reader.header.codec == .null && reader.header.metadata["k"] == [])
    #expect(ReadingResult(file.bytes).records == ["1", "2", "3"])
  }

  @Test("there is no record before the first and after the last")
  func noRecord() throws {
    var file = HandMadeFile()
    file.block(count: 1, [2, 0x61])
    var reader = try AvroFileReader(bytes: file.bytes)
    #expect(throws: AvroFileError.self) { try reader.value() }
    #expect(try reader.next())
    #expect(try reader.value() == .string("a"))
    #expect(try !reader.next())
    #expect(throws: AvroFileError.self) { try reader.jsonText() }
  }
}
