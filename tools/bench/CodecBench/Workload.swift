import Avro
import BenchHarness

/// The records of one workload and their schemas.
struct Workload {
  var name: String
  /// Where its files are.
  var folder: String
  var schema: AvroDocument
  /// Schemas to read the records with, by what they are for.
  var readers: [String: AvroDocument] = [:]
  /// Each in memory of its own, which lives as long as the process.
  var records: [UnsafeRawBufferPointer]

  /// Reads NAME.records and the schemas beside it; nil if the folder does not have them.
  init?(_ name: String, in folder: String) throws {
    guard let records = try RecordFile.records(at: "\(folder)/\(name).records"),
      let schema = RecordFile.text(at: "\(folder)/\(name).avsc")
    else { return nil }
    self.name = name
    self.folder = folder
    self.records = records
    self.schema = try AvroFormat().parse(schema)
    for kind in ["full", "basic"] {
      readers[kind] = try RecordFile.text(at: "\(folder)/\(name).\(kind).avsc").map { try AvroFormat().parse($0) }
    }
  }

  /// Throws if the bytes are not those of a record.
  func check(_ bytes: [UInt8], isRecord place: Int) throws {
    guard bytes.elementsEqual(records[place]) else {
      throw BenchFailure("\(name): record \(place) is written otherwise")
    }
  }
}
