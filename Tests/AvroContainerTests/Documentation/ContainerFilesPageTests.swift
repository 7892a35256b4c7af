import Avro
import AvroContainer
import FoundationEssentials
import RegistryTesting
import SchemaCore
import Testing

// The types of the page `SwiftTypes`.
struct Reading: AvroSerializable, Equatable {
  var sensor: String
  var celsius: Double

  static let avroSchema = AvroDocument.record(
    "com.example.Reading", [.field("sensor", String.self), .field("celsius", Double.self)])

  init(sensor: String, celsius: Double) {
    self.sensor = sensor
    self.celsius = celsius
  }

  init(from reader: inout AvroReader) throws(CodecError) {
    sensor = try reader.string()
    celsius = try reader.double()
  }

  func write(to writer: inout AvroWriter) throws(CodecError) {
    writer.string(sensor)
    writer.double(celsius)
  }
}

struct Sample: Codable {
  var sensor: String
  var celsius: Double
}

/// The examples of the page `ContainerFiles`.
@Suite("The page on container files")
struct ContainerFilesPageTests {
  @Test("a file is written, read, appended to, and read in spite of damage")
  func example() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/people.avro"
    let schema = try AvroFormat().parse(
      #"{"type":"record","name":"Person","fields":[{"name":"id","type":"int"},{"name":"name","type":"string"}]}"#)

    var output = try AvroFileWriter(creating: path, schema: schema, AvroFileOptions(codec: .snappy))
    try output.append(json: #"{"id": 1, "name": "Ann"}"#.utf8)
    try output.append(json: #"{"id": 2, "name": "Ben"}"#.utf8)
    try output.close()

    var more = try AvroFileWriter(appendingTo: path, schema: schema)
    try more.append(json: #"{"id": 3, "name": "Eve"}"#.utf8)
    try more.close()

    var lines: [String] = []
    var input = try AvroFileReader(path: path)
    while try input.next() {
      lines.append(String(decoding: try input.jsonText(), as: UTF8.self))
    }
    #expect(lines == [#"{"id":1,"name":"Ann"}"#, #"{"id":2,"name":"Ben"}"#, #"{"id":3,"name":"Eve"}"#])

    var bytes = Array(try Data(contentsOf: URL(filePath: path)))
    bytes[input.header.byteCount + 4] ^= 0xFF
    var survivors = 0
    var damaged = try AvroFileReader(bytes: bytes)
    var isFinished = false
    while !isFinished {
      do {
        while try damaged.next() { survivors += 1 }
        isFinished = true
      } catch {
        isFinished = try damaged.recover() == nil
      }
    }
    #expect(survivors == 1)
  }

  @Test("Swift types go into a file and come out of it")
  func types() throws {
    let folder = try TemporaryFolder()
    let ledgerPath = folder.path + "/readings.avro"
    var ledger = try AvroFileWriter(creating: ledgerPath, schema: Reading.avroSchema)
    try ledger.append(Reading(sensor: "cellar", celsius: 11.5))
    try ledger.append(encoding: Sample(sensor: "attic", celsius: 24))
    try ledger.close()

    var readings: [Reading] = []
    var source = try AvroFileReader(path: ledgerPath)
    while let reading = try source.next(as: Reading.self) { readings.append(reading) }
    #expect(readings == [Reading(sensor: "cellar", celsius: 11.5), Reading(sensor: "attic", celsius: 24)])
  }
}
