import Avro
import AvroContainer
import ReferenceCodecs
import RegistryTesting
import SchemaCore
import Testing

@Suite("Container files that are written")
struct AvroFileWriterTests {
  private static let schema = #"""
    {"type":"record","name":"Reading","fields":[
      {"name":"station","type":"string"},{"name":"time","type":"long"},{"name":"value","type":"double"},
      {"name":"note","type":["null","string"]},{"name":"days","type":{"type":"array","items":"int"}}]}
    """#
  private static let lines = (0..<300).map { i in
    let note = i % 3 == 0 ? "null" : #"{"string":"note \#(i)"}"#
    return #"{"station":"S-\#(i % 7)","time":\#(i * i),"value":\#(Double(i) / 4),"note":\#(note),"days":[\#(i),-1]}"#
  }

  private func write(_ options: AvroFileOptions, to path: String) throws {
    var file = try AvroFileWriter(creating: path, schema: try AvroFormat().parse(Self.schema), options)
    for line in Self.lines { try file.append(json: line.utf8) }
    try file.close()
  }

  @Test("what is written is read, by us and by libavro", arguments: AvroFileCodec.allCases)
  func roundTrip(codec: AvroFileCodec) throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/file.avro"
    try write(AvroFileOptions(codec: codec, blockBytes: 500), to: path)
    let records = try ReadingResult(path: path).records
    #expect(records == Self.lines)
    // libavro is not built with Zstandard.
    if codec == .zstandard { return }
    let theirs = try LibavroFile.records(at: path)
    #expect(theirs.count == Self.lines.count)
    #expect(
      theirs.last
        == #"{"station": "S-5", "time": 89401, "value": 74.75, "note": {"string": "note 299"}, "days": [299, -1]}"#)
  }

  @Test("what libavro writes is read", arguments: [AvroFileCodec.null, .deflate, .snappy])
  func libavro(codec: AvroFileCodec) throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/file.avro"
    let program = try AvroProgram(try AvroFormat().parse(Self.schema))
    var arena = RecordArena()
    let records = try Self.lines.map { line in
      try program.fill(&arena, withJSON: line.utf8)
      var bytes: [UInt8] = []
      try program.encode(&arena, into: &bytes)
      return bytes
    }
    try LibavroFile.write(records, schema: Self.schema, codec: codec.rawValue, blockBytes: 700, to: path)
    let summary = try AvroFileSummary(path: path)
    #expect(summary.header.codec == codec && summary.blockCount > 5)
    #expect(try ReadingResult(path: path).records == Self.lines)
  }

  @Test("levels are taken by the codecs that have them", arguments: [AvroFileCodec.deflate, .zstandard])
  func levels(codec: AvroFileCodec) throws {
    let folder = try TemporaryFolder()
    let levels = try #require(codec.levels)
    var sizes: [Int] = []
    for level in [levels.lowerBound, levels.upperBound] {
      let path = "\(folder.path)/\(level).avro"
      try write(AvroFileOptions(codec: codec, level: level), to: path)
      #expect(try ReadingResult(path: path).records == Self.lines)
      sizes.append(try AvroFileSummary(path: path).storedBytes)
    }
    #expect(sizes[1] < sizes[0])
  }

  @Test("a file that is there is replaced only on demand")
  func replacing() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/file.avro"
    try write(AvroFileOptions(), to: path)
    let error = try #require(throws: AvroFileError.self) { try write(AvroFileOptions(), to: path) }
    #expect(error.kind == .system && error.path == path)
    #expect(try ReadingResult(path: path).records == Self.lines)
    try AvroFileWriter(creating: path, replacing: true, schema: try AvroFormat().parse(Self.schema)).close()
    #expect(try ReadingResult(path: path).records.isEmpty)
  }

  @Test("options that cannot be met are refused, and no file is made")
  func options() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/file.avro"
    let wrong = [
      AvroFileOptions(codec: .snappy, level: 3), AvroFileOptions(codec: .deflate, level: 0),
      AvroFileOptions(metadata: ["avro.sync": []]),
    ]
    for options in wrong {
      let error = try #require(throws: AvroFileError.self) { try write(options, to: path) }
      #expect(error.kind == .usage)
      #expect(throws: AvroFileError.self) { _ = try AvroFileReader(path: path) }
    }
  }

  @Test("the same options make the same file")
  func reproducible() throws {
    let folder = try TemporaryFolder()
    let options = AvroFileOptions(
      codec: .deflate, metadata: ["made.by": Array("us".utf8), "a": [0]], syncMarker: try #require(SyncMarker(0..<16)))
    try write(options, to: folder.path + "/1")
    try write(options, to: folder.path + "/2")
    let first = try AvroFileReader(path: folder.path + "/1")
    #expect(first.header.metadata["made.by"] == Array("us".utf8) && first.header.metadata["a"] == [0])
    #expect(try AvroFileSummary(path: folder.path + "/1").end == AvroFileSummary(path: folder.path + "/2").end)
    #expect(first.header.syncMarker == options.syncMarker)
  }

  @Test("a program that is there already makes the same file as its schema")
  func program() throws {
    let schema = try AvroFormat().parse(Self.schema)
    let program = try AvroProgram(schema)
    let options = AvroFileOptions(codec: .deflate, syncMarker: try #require(SyncMarker(0..<16)))
    var bySchema: [UInt8] = []
    var byProgram: [UInt8] = []
    var first = try AvroFileWriter(schema: schema, options) { bySchema += $0 }
    var second = try AvroFileWriter(program: program, options) { byProgram += $0 }
    var arena = RecordArena()
    for line in Self.lines {
      try first.append(json: line.utf8)
      try program.fill(&arena, withJSON: line.utf8)
      try second.append(&arena)
    }
    try first.close()
    try second.close()
    #expect(byProgram == bySchema)
  }

  @Test("a program that reads as another schema writes that schema's records")
  func readingProgram() throws {
    let schema = try AvroFormat().parse(Self.schema)
    let reader = try AvroFormat().parse(
      #"{"type":"record","name":"Reading","fields":[{"name":"value","type":"double"},{"name":"time","type":"long"}]}"#)
    let encoded = try AvroProgram(schema)
    let program = try AvroProgram(writer: schema, reader: reader)
    var bytes: [UInt8] = []
    var file = try AvroFileWriter(program: program) { bytes += $0 }
    var arena = RecordArena()
    for line in Self.lines.prefix(3) {
      var record: [UInt8] = []
      try encoded.fill(&arena, withJSON: line.utf8)
      try encoded.encode(&arena, into: &record)
      try program.decode(record, into: &arena)
      try file.append(&arena)
    }
    try file.close()
    #expect(
      ReadingResult(bytes).records == [
        #"{"value":0.0,"time":0}"#, #"{"value":0.25,"time":1}"#, #"{"value":0.5,"time":4}"#,
      ])
  }

  @Test("the header that a writer tells is the one that a reader finds")
  func header() throws {
    let address = ResolvedReference(
      SchemaReference(name: "Address", subject: "address", version: 1),
      text: #"{"type":"record","name":"Address","fields":[{"name":"city","type":"string"}]}"#)
    let schema = try AvroFormat().parse(
      #"{"type":"record","name":"Person","fields":[{"name":"home","type":"Address"}]}"#,
      references: [address])
    var bytes: [UInt8] = []
    let file = try AvroFileWriter(schema: schema, AvroFileOptions(codec: .snappy, metadata: ["k": [1]])) { bytes += $0 }
    let told = file.header
    try file.close()
    let found = try AvroFileReader(bytes: bytes).header
    #expect(told.schema.canonicalText == found.schema.canonicalText)
    #expect(told.schema.definitions == found.schema.definitions)
    #expect(told.codec == found.codec && told.syncMarker == found.syncMarker)
    #expect(told.metadata == found.metadata && told.byteCount == found.byteCount)
  }

  @Test("a header that no reader would take is not written")
  func unreadableHeader() throws {
    let schema = try AvroFormat().parse(#""int""#)
    let many = Dictionary(uniqueKeysWithValues: (0..<10_000).map { ("key \($0)", [UInt8]()) })
    for metadata in [many, ["large": [UInt8](repeating: 0, count: 8 << 20)]] {
      let error = #expect(throws: AvroFileError.self) {
        _ = try AvroFileWriter(schema: schema, AvroFileOptions(metadata: metadata)) { _ in }
      }
      #expect(error?.kind == .limit)
    }
  }

  @Test("a record that does not fit is left out, and the file goes on")
  func misfit() throws {
    var bytes: [UInt8] = []
    var file = try AvroFileWriter(schema: try AvroFormat().parse(#""int""#)) { bytes += $0 }
    try file.append(.int(1))
    let errors = [
      #expect(throws: AvroFileError.self) { try file.append(.string("no")) },
      #expect(throws: AvroFileError.self) { try file.append(json: "3000000000".utf8) },
      #expect(throws: AvroFileError.self) { try file.append(encoded: [0x80]) },
      #expect(throws: AvroFileError.self) { try file.append(encoded: [2, 2]) },
    ]
    #expect(errors.allSatisfy { $0?.kind == .record && $0?.record == 2 && $0?.recordError != nil })
    var other = RecordArena()
    #expect(throws: AvroFileError.self) { try file.append(&other) }
    try file.append(encoded: [4])
    try file.append(encoded: [6], isTrusted: true)
    try file.close()
    #expect(ReadingResult(bytes).records == ["1", "2", "3"])
  }

  @Test("what was flushed can be read while the writer goes on; what was not is lost with it")
  func flush() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/file.avro"
    do {
      var file = try AvroFileWriter(creating: path, schema: try AvroFormat().parse(#""int""#))
      #expect(try ReadingResult(path: path).records.isEmpty)
      try file.append(.int(1))
      try file.flush()
      try file.flush()
      #expect(try ReadingResult(path: path).records == ["1"])
      try file.append(.int(2))
      try file.synchronize()
      #expect(try ReadingResult(path: path).records == ["1", "2"])
      #expect(file.recordCount == 2)
      try file.append(.int(3))
    }
    let summary = try AvroFileSummary(path: path)
    #expect(summary.recordCount == 2 && summary.blockCount == 2 && summary.damage == nil)
  }

  @Test("a sink that fails makes the writer fail for good")
  func failingSink() throws {
    struct Full: Error {}
    var calls = 0
    var file = try AvroFileWriter(schema: try AvroFormat().parse(#""int""#), AvroFileOptions(blockBytes: 1)) { _ in
      calls += 1
      if calls == 2 { throw Full() }
    }
    let error = try #require(throws: AvroFileError.self) { try file.append(.int(1)) }
    #expect(error.kind == .system && error.message.contains("Full"))
    #expect(throws: AvroFileError.self) { try file.flush() }
    #expect(calls == 2)
  }

  @Test("a full device is told, and the file stays whole")
  func fullDevice() throws {
    let error = try #require(throws: AvroFileError.self) {
      _ = try AvroFileWriter(creating: "/dev/full", replacing: true, schema: try AvroFormat().parse(#""int""#))
    }
    #expect(error.kind == .system && error.path == "/dev/full")
  }

  @Test("records are copied from file to file as they are")
  func copying() throws {
    var source = try AvroFileReader(bytes: try Fixtures.fixtureBytes("avro/container/snappy.avro"))
    var bytes: [UInt8] = []
    var target = try AvroFileWriter(schema: source.header.schema, AvroFileOptions(codec: .zstandard)) { bytes += $0 }
    while try source.next() {
      var record: [UInt8] = []
      try source.encode(into: &record)
      try target.append(encoded: record, isTrusted: true)
    }
    try target.close()
    let expected = ReadingResult(try Fixtures.fixtureBytes("avro/container/null.avro")).records
    #expect(ReadingResult(bytes).records == expected)
  }

  @Test("records are taken and given in each form of JSON")
  func forms() throws {
    let schema = try AvroFormat().parse(
      #"{"type":"record","name":"P","fields":[{"name":"x","type":"long"},{"name":"note","type":["null","string"]}]}"#)
    var bytes: [UInt8] = []
    var writer = try AvroFileWriter(schema: schema) { bytes += $0 }
    try writer.append(json: #"{"x":1,"note":{"string":"a"}}"#.utf8)
    try writer.append(json: #"{"x":2,"note":"b"}"#.utf8, form: .plain)
    try writer.append(json: #"{"x":"3","note":""}"#.utf8, form: .cells)
    let error = #expect(throws: AvroFileError.self) { try writer.append(json: #"{"x":4,"note":"c"}"#.utf8) }
    #expect(error?.recordError?.kind == .plainOnly)
    try writer.close()
    var reader = try AvroFileReader(bytes: bytes)
    var lines: [String] = []
    while try reader.next() { lines.append(String(decoding: try reader.jsonText(form: .plain), as: UTF8.self)) }
    #expect(lines == [#"{"x":1,"note":"a"}"#, #"{"x":2,"note":"b"}"#, #"{"x":3,"note":null}"#])
  }
}
