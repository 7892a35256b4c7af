import Avro
import AvroContainer
import RegistryTesting
import SchemaCore
import Testing

@Suite("Damaged container files")
struct DamagedFileTests {
  /// Three blocks of strings: two records, one, two.
  private static let strings: HandMadeFile = {
    var file = HandMadeFile()
    file.block(count: 2, [2, 0x61, 2, 0x62])
    file.block(count: 1, [2, 0x63])
    file.block(count: 2, [2, 0x64, 2, 0x65])
    return file
  }()
  private static let headerBytes = HandMadeFile().bytes.count
  private static let blockBytes = [22, 20, 22]

  @Test("a file cut off anywhere gives its whole blocks, and then says where they end")
  func truncated() {
    let bytes = Self.strings.bytes
    let ends = Self.blockBytes.reduce(into: [Self.headerBytes]) { $0.append($0[$0.count - 1] + $1) }
    #expect(ends.last == bytes.count)
    let recordCounts = [0, 2, 3, 5]
    for count in 0..<bytes.count {
      let result = ReadingResult(Array(bytes.prefix(count)))
      let blocks = ends.lastIndex { $0 <= count }
      #expect(result.records.count == blocks.map { recordCounts[$0] } ?? 0, "cut at \(count)")
      guard let blocks else {
        #expect(result.error?.kind == (count == 0 ? .notAContainer : .truncated), "cut at \(count)")
        continue
      }
      if ends[blocks] == count {
        #expect(result.error == nil, "cut at \(count)")
      } else {
        #expect(result.error?.kind == .truncated && result.error?.byteOffset == ends[blocks], "cut at \(count)")
        #expect(result.error?.block == blocks + 1)
      }
    }
  }

  @Test("flipped bits never do more than give other records or an error", arguments: AvroFileCodec.allCases)
  func flipped(codec: AvroFileCodec) throws {
    let bytes = try Fixtures.fixtureBytes("avro/container/\(codec.rawValue).avro")
    var errors = 0
    for flip in 0..<150 {
      var flipped = bytes
      flipped[flip * bytes.count / 150] ^= 1 << UInt8(flip % 8)
      let result = ReadingResult(flipped)
      #expect(result.records.count <= 40)
      if result.error != nil { errors += 1 }
    }
    #expect(errors > 30)
  }

  struct Example: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var bytes: [UInt8]
    var kind: AvroFileError.Kind
    var words: String
    var recordCount = 0

    init(_ name: String, _ bytes: [UInt8], _ kind: AvroFileError.Kind, _ words: String) {
      testDescription = name
      self.bytes = bytes
      self.kind = kind
      self.words = words
    }

    /// A header, and a block that is wrong.
    init(
      _ name: String, _ codec: String, count: Int64 = 1, _ data: [UInt8], _ kind: AvroFileError.Kind, _ words: String
    ) {
      var file = HandMadeFile(codec: codec)
      file.block(count: count, data)
      self.init(name, file.bytes, kind, words)
    }
  }

  static let examples: [Example] = [
    Example("no bytes", [], .notAContainer, "empty"),
    Example("other bytes", Array("PAR1 and more".utf8), .notAContainer, "4F 62 6A 01"),
    Example("version 2 of the format", [0x4F, 0x62, 0x6A, 2], .notAContainer, "4F 62 6A 01"),
    Example("no schema", HandMadeFile(schema: nil).bytes, .schema, "no avro.schema"),
    Example("a schema that is none", HandMadeFile(schema: #"{"type":"record"}"#).bytes, .schema, "cannot be used"),
    Example("a schema that is not UTF-8", invalidText, .schema, "UTF-8"),
    Example(
      "an unknown codec", HandMadeFile(codec: "xz").bytes, .unknownCodec,
      "\"xz\", which is not among those known: null, deflate, snappy, zstandard"),
    Example("a metadata key that is not UTF-8", header([2, 2, 0xFF]), .malformed, "not UTF-8"),
    Example("metadata of a negative length", header([2, 1]), .malformed, "negative"),
    Example("metadata of a negative size", header([1, 1]), .malformed, "negative"),
    Example("metadata of the smallest count", header(HandMadeFile.long(.min) + [2]), .malformed, "negative"),
    Example(
      "a count of metadata that is no number", header([UInt8](repeating: 0xFF, count: 11)), .malformed, "64 bits"),
    Example("metadata by the billion", header(HandMadeFile.long(1 << 40)), .limit, "10000 entries"),
    Example(
      "a metadata value of all memory", header([2, 2, 0x61] + HandMadeFile.long(.max)), .limit,
      "the header has more than"),
    Example("a negative number of records", block(HandMadeFile.long(-1) + [0]), .malformed, "records is negative: -1"),
    Example("a negative number of bytes", block([2] + HandMadeFile.long(-5)), .malformed, "bytes is negative: -5"),
    Example("a number of records that is none", block([UInt8](repeating: 0xFF, count: 11)), .malformed, "64 bits"),
    Example(
      "a block of all memory", block([2] + HandMadeFile.long(.max)), .limit, "more than 67108864 are not accepted"),
    Example(
      "a block that the file does not have", block([2] + HandMadeFile.long(60 << 20)), .truncated,
      "ends before the block"),
    Example("records beyond the block", "null", count: 2, [2, 0x61], .record, "bytes end before the value"),
    Example("records by the billion", "null", count: 1 << 60, [2, 0x61], .record, "bytes end before the value"),
    Example("bytes behind the last record", "null", [2, 0x61, 0], .malformed, "1 bytes follow"),
    Example("bytes and no record", "null", count: 0, [2, 0x61], .malformed, "2 bytes follow"),
    Example("a record that does not fit", "null", [2, 0xFF], .record, "not valid UTF-8"),
    Example("deflated data that is none", "deflate", [0xFF, 0xFF], .corrupted, "deflate"),
    Example("deflated data without an end", "deflate", [0x4B], .corrupted, "too early"),
    Example("no deflated data", "deflate", [], .corrupted, "too early"),
    Example("no snappy data", "snappy", [], .corrupted, "shorter than a checksum"),
    Example("snappy data that is a checksum only", "snappy", [0, 0, 0, 0], .corrupted, "length"),
    Example("snappy data of a wrong checksum", "snappy", [2, 4, 2, 0x61, 0, 0, 0, 0], .corrupted, "checksum"),
    Example("snappy data of all memory", "snappy", [0xFF, 0xFF, 0xFF, 0xFF, 0x0F, 0, 0, 0, 0, 0], .limit, "67108864"),
    Example("Zstandard data that is none", "zstandard", [1, 2, 3, 4, 5, 6], .corrupted, "zstandard"),
    Example("no Zstandard data", "zstandard", [], .corrupted, "too early"),
    Example("half a Zstandard frame", "zstandard", [0x28, 0xB5, 0x2F, 0xFD, 0x20], .corrupted, "too early"),
  ]

  @Test("what is wrong is told", arguments: examples)
  func refusals(example: Example) {
    let error = ReadingResult(example.bytes).error
    #expect(error?.kind == example.kind)
    #expect(error.map { $0.message.contains(example.words) } == true, "\(error?.message ?? "no error")")
    #expect(error.map { !$0.description.isEmpty } == true)
  }

  private static func header(_ metadata: [UInt8]) -> [UInt8] { AvroHeader.magic + metadata }
  private static func block(_ bytes: [UInt8]) -> [UInt8] { HandMadeFile().bytes + bytes + HandMadeFile.marker }
  private static let invalidText = HandMadeFile(schema: nil, extra: [("avro.schema", [0x22, 0xFF, 0x22])]).bytes
  private enum AvroHeader { static let magic: [UInt8] = [0x4F, 0x62, 0x6A, 1] }

  @Test("a wrong sync marker is told with the block's number and place")
  func marker() throws {
    var file = HandMadeFile()
    file.block(count: 1, [2, 0x61])
    let start = file.bytes.count
    file.block(count: 1, [2, 0x62], marker: [UInt8](repeating: 0, count: 16))
    let result = ReadingResult(file.bytes)
    #expect(result.records == [#""a""#])
    let error = try #require(result.error)
    #expect(error.kind == .malformed && error.block == 2 && error.byteOffset == start)
    #expect(error.description.hasPrefix("block 2 at byte \(start): the block does not end with the file's sync marker"))
  }

  @Test("a bad record is told with its number, its field and the offset in it")
  func record() throws {
    var file = HandMadeFile(
      schema: #"{"type":"record","name":"R","fields":[{"name":"flags","type":{"type":"array","items":"boolean"}}]}"#)
    file.block(count: 1, [2, 1, 0])
    file.block(count: 2, [0, 4, 0, 7, 0])
    let result = ReadingResult(file.bytes)
    #expect(result.records.count == 2)
    let error = try #require(result.error)
    #expect(error.kind == .record && error.block == 2 && error.record == 3)
    #expect(error.recordError?.path == "flags[1]" && error.recordError?.byteOffset == 2)
  }

  @Test("records that take no bytes are limited")
  func emptyRecords() {
    var file = HandMadeFile(schema: #""null""#)
    file.block(count: .max, [])
    let result = ReadingResult(file.bytes, limits: AvroFileLimits(maximumEmptyRecords: 100))
    #expect(result.records.count == 100)
    #expect(result.error?.kind == .limit && result.error?.message.contains("more than 100 records") == true)
  }

  @Test("a header over the limit is refused before it is read")
  func headerLimit() {
    let limits = AvroFileLimits(maximumHeaderBytes: 50)
    #expect(ReadingResult(HandMadeFile().bytes, limits: limits).error?.kind == .limit)
  }

  @Test("data that grows beyond the limit is refused", arguments: [AvroFileCodec.deflate, .snappy, .zstandard])
  func bombs(codec: AvroFileCodec) throws {
    var bytes: [UInt8] = []
    let schema = try AvroFormat().parse(#""bytes""#)
    var file = try AvroFileWriter(schema: schema, AvroFileOptions(codec: codec)) { bytes += $0 }
    try file.append(.bytes([UInt8](repeating: 0, count: 150_000)))
    try file.close()
    var whole = try AvroFileReader(bytes: bytes)
    #expect(try whole.next())
    let limited = ReadingResult(bytes, limits: AvroFileLimits(maximumBlockBytes: 100_000))
    #expect(limited.error?.kind == .limit, "\(limited.error?.message ?? "no error")")
    #expect(limited.error?.block == 1)
  }
}
