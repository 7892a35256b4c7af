import Avro
import Crypto
import ReferenceCodecs
import RegistryTesting
import SchemaCore
import Testing

/// The records of the shared benchmark against the sums of their Avro bytes as other libraries write them. The data
/// lies beside the package and not in it, so without it these tests are skipped.
@Suite("Benchmark records", .enabled(if: Fixtures.shared("bench/README.md") != nil, "the benchmark data is not here"))
struct WorkloadTests {
  struct Workload: CustomTestStringConvertible, Sendable {
    var schema: String
    var data: String
    var byteCount: Int
    var sha256: String
    var testDescription: String { data }
  }

  static let workloads = [
    Workload(
      schema: "w1/reading.avsc", data: "w1_reading.jsonl", byteCount: 53_083,
      sha256: "f56ef2681fb87ad3f4d6d56591d7aaed3b2378c25fd4880f6887db910cb3b523"),
    Workload(
      schema: "w2/order_v1.avsc", data: "w2_order.jsonl", byteCount: 361_425,
      sha256: "93b2259bdb3ad866f1814762e8c7042ccd14f9fbaf097c692821f2f56cae1537"),
    Workload(
      schema: "w3/series.avsc", data: "w3_series.jsonl", byteCount: 239_666,
      sha256: "e78ae9e892ebd9393fa83fbd0f6017505e03f8e7969522a30aaa381ce20d361c"),
    Workload(
      schema: "w4/document.avsc", data: "w4_document.jsonl", byteCount: 384_321,
      sha256: "0018021c53c7abbc0d94eb60bbe3afc5335ab53959cc28d357d7dfa9337f5c7e"),
  ]

  @Test("the bytes are those of other libraries, and come back from arena, value and JSON", arguments: workloads)
  func goldenBytes(_ workload: Workload) throws {
    let schema = try #require(Fixtures.shared("bench/" + workload.schema))
    let data = try #require(Fixtures.shared("bench/data/" + workload.data))
    let document = try AvroFormat().parse(schema)
    let program = try AvroProgram(document)
    let converter = WorkloadRecord(document)
    let reference = try LibavroCodec(schema: schema)
    var arena = RecordArena()
    var all: [UInt8] = []
    var record: [UInt8] = []
    var again: [UInt8] = []
    for line in data.split(separator: "\n") {
      let json = JSONWriter.bytes(try converter.json(JSONParser.parse(String(line))))
      try program.fill(&arena, withJSON: json)
      record.removeAll(keepingCapacity: true)
      try program.encode(&arena, into: &record)
      all += record

      try program.decode(record, into: &arena)
      again.removeAll(keepingCapacity: true)
      try program.encode(&arena, into: &again)
      #expect(again == record)

      try program.fill(&arena, withJSON: program.jsonText(of: arena))
      again.removeAll(keepingCapacity: true)
      try program.encode(&arena, into: &again)
      #expect(again == record)

      try program.fill(&arena, with: program.value(of: arena))
      again.removeAll(keepingCapacity: true)
      try program.encode(&arena, into: &again)
      #expect(again == record)
      _ = try reference.reencoded(record)
    }
    #expect(all.count == workload.byteCount)
    #expect(Hexadecimal.text(SHA256.hash(data: all)) == workload.sha256)
  }

  @Test(
    "records of the first order are read as the second, and written as another library writes them",
    arguments: [
      ("w2/order_v2.avsc", 353_612, "95ca3e1730a5db37c0fa2b83499676404ac9fe53a2dfe1ef58e48f74b80a6294"),
      ("w2/order_v2_basic.avsc", 341_021, "aeb59e516dd1a7f78ea2906d4c0b0f37fca478dcf617abc3c314af70524b5f23"),
    ])
  func resolved(schema: String, byteCount: Int, sha256: String) throws {
    let writer = try AvroFormat().parse(#require(Fixtures.shared("bench/w2/order_v1.avsc")))
    let reader = try AvroFormat().parse(#require(Fixtures.shared("bench/" + schema)))
    let data = try #require(Fixtures.shared("bench/data/w2_order.jsonl"))
    let writing = try AvroProgram(writer)
    let reading = try AvroProgram(writer: writer, reader: reader)
    let converter = WorkloadRecord(writer)
    var arena = RecordArena()
    var record: [UInt8] = []
    var all: [UInt8] = []
    for line in data.split(separator: "\n") {
      let json = JSONWriter.bytes(try converter.json(JSONParser.parse(String(line))))
      try writing.fill(&arena, withJSON: json)
      record.removeAll(keepingCapacity: true)
      try writing.encode(&arena, into: &record)
      try reading.decode(record, into: &arena)
      try reading.encode(&arena, into: &all)
    }
    #expect(all.count == byteCount)
    #expect(Hexadecimal.text(SHA256.hash(data: all)) == sha256)
  }
}
