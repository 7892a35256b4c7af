import Avro
import SchemaCore
import Testing

// The type of the page `SwiftTypes`.
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

// The second type of the page.
struct Sample: Codable, Equatable {
  var sensor: String
  var note: String?
}

/// The examples of the page `SwiftTypes`.
@Suite("The page on Swift types")
struct SwiftTypesPageTests {
  @Test("a type is its own codec, and has a schema")
  func example() throws {
    let reading = Reading(sensor: "cellar", celsius: 11.5)
    let bytes = try reading.avroBytes()
    let same = try Reading(avro: bytes)
    #expect(same == reading)
    #expect(bytes.count == 15)

    let schema = Reading.avroSchema.canonicalText
    #expect(
      schema == #"{"type":"record","name":"Reading","namespace":"com.example","fields":["#
        + #"{"name":"sensor","type":"string"},{"name":"celsius","type":"double"}]}"#)

    let decoder = AvroDecoder(try AvroProgram(Reading.avroSchema))
    let sample = try decoder.decode(Sample.self, from: bytes)
    #expect(sample == Sample(sensor: "cellar", note: nil))

    var counters: AvroMap<Int64> = ["read": 2]
    counters["written"] = 5
    let dictionary = Dictionary(counters)
    #expect(dictionary == ["read": 2, "written": 5])

    var problem = ""
    do {
      _ = try Reading(avro: bytes.dropLast())
    } catch {
      problem = error.description
    }
    #expect(problem.hasPrefix("celsius: "))
  }
}
