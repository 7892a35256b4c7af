import Avro
import AvroContainer
import FoundationEssentials
import RegistryTesting
import SchemaCore
import Testing

@Suite("Appending to container files")
struct AppendingTests {
  private let folder: TemporaryFolder
  private let path: String
  private let ints: AvroDocument

  init() throws {
    folder = try TemporaryFolder()
    path = folder.path + "/file.avro"
    ints = try AvroFormat().parse(#""int""#)
  }

  /// Blocks of one record each.
  private func create(_ numbers: ClosedRange<Int32>, _ codec: AvroFileCodec = .null) throws {
    var file = try AvroFileWriter(creating: path, schema: ints, AvroFileOptions(codec: codec, blockBytes: 1))
    for number in numbers { try file.append(.int(number)) }
    try file.close()
  }

  private func append(_ number: Int32, tornEnd: AvroFileWriter.TornEnd = .refused) throws {
    var file = try AvroFileWriter(appendingTo: path, schema: ints, tornEnd: tornEnd)
    try file.append(.int(number))
    try file.close()
  }

  private func records() throws -> [String] { try ReadingResult(path: path).records }

  @Test("the file goes on with its codec and marker", arguments: AvroFileCodec.allCases)
  func goesOn(codec: AvroFileCodec) throws {
    try create(1...3, codec)
    let marker = try AvroFileReader(path: path).header.syncMarker
    try append(4)
    try append(5)
    #expect(try records() == ["1", "2", "3", "4", "5"])
    let summary = try AvroFileSummary(path: path)
    #expect(summary.header.codec == codec && summary.header.syncMarker == marker && summary.blockCount == 5)
  }

  @Test("a file that others wrote is appended to")
  func others() throws {
    _ = try folder.file("file.avro", try Fixtures.fixtureBytes("avro/container/zstandard.avro"))
    let record: AvroValue
    do {
      var source = try AvroFileReader(path: path)
      _ = try source.next()
      record = try source.value()
    }
    var file = try AvroFileWriter(appendingTo: path)
    try file.append(record)
    try file.close()
    let records = try records()
    #expect(records.count == 41 && records.last == records.first)
  }

  @Test("a file of another schema is refused, with its schema")
  func otherSchema() throws {
    try create(1...2)
    let strings = try AvroFormat().parse(#""string""#)
    let error = try #require(throws: AvroFileError.self) {
      try AvroFileWriter(appendingTo: path, schema: strings).close()
    }
    #expect(error.kind == .otherSchema && error.message.contains(#""int""#) && error.path == path)
    #expect(try records() == ["1", "2"])
  }

  @Test("a torn end is refused, and cut off where that is wanted, wherever it is torn")
  func tornEnd() throws {
    try create(1...3)
    let whole = try Self.bytes(path)
    let end = whole.count - 19
    for count in (end + 1)..<whole.count {
      _ = try folder.file("file.avro", whole.prefix(count))
      let error = try #require(throws: AvroFileError.self) { try append(4) }
      #expect(error.kind == .truncated && error.byteOffset == end)
      #expect(try Self.bytes(path).count == count, "a file that is refused is not touched")
      try append(4, tornEnd: .cutOff)
      #expect(try records() == ["1", "2", "4"])
    }
  }

  @Test("an end of zeros, as a crash of the machine leaves it, is torn too")
  func zeros() throws {
    try create(1...2)
    _ = try folder.file("file.avro", try Self.bytes(path) + [UInt8](repeating: 0, count: 4096))
    #expect(throws: AvroFileError.self) { try append(3) }
    try append(3, tornEnd: .cutOff)
    #expect(try records() == ["1", "2", "3"])
  }

  @Test("damage with whole blocks behind it is never cut off")
  func damagedInside() throws {
    try create(1...3)
    var bytes = try Self.bytes(path)
    let second = bytes.count - 2 * 19
    bytes[second + 1] = 4
    _ = try folder.file("file.avro", bytes)
    let summary = try AvroFileSummary(path: path)
    #expect(summary.isDamagedInside && summary.blockCount == 1 && summary.end == second)
    let error = try #require(throws: AvroFileError.self) { try append(4, tornEnd: .cutOff) }
    #expect(error.kind == .malformed && error.block == 2)
    #expect(try Self.bytes(path) == bytes)
  }

  @Test("two writers do not meet in one file")
  func lock() throws {
    try create(1...1)
    do {
      var first = try AvroFileWriter(appendingTo: path)
      #expect(throws: AvroFileError.self) { try append(9) }
      let error = try #require(throws: AvroFileError.self) {
        try AvroFileWriter(creating: path, replacing: true, schema: ints).close()
      }
      #expect(error.kind == .inUse)
      try first.append(.int(2))
      try first.close()
    }
    try append(3)
    #expect(try records() == ["1", "2", "3"])
  }

  @Test("what is no container file is refused")
  func noContainer() throws {
    _ = try folder.file("file.avro", "hello, world".utf8)
    #expect(throws: AvroFileError.self) { try append(1) }
    #expect(try Self.bytes(path) == Array("hello, world".utf8))
    let error = try #require(throws: AvroFileError.self) { try AvroFileWriter(appendingTo: "/dev/null").close() }
    #expect(error.kind == .usage)
  }

  private static func bytes(_ path: String) throws -> [UInt8] { Array(try Data(contentsOf: URL(filePath: path))) }
}
