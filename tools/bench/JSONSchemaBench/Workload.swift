import BenchHarness
import JSONSchema

/// The texts of one workload and their schema.
struct Workload {
  var name: String
  var schema: JSONSchemaDocument
  /// Each in memory of its own, which lives as long as the process.
  var texts: [UnsafeBufferPointer<UInt8>]

  /// Reads NAME.records and NAME.schema.json; nil if the folder does not have them.
  init?(_ name: String, in folder: String) throws {
    guard let records = try RecordFile.records(at: "\(folder)/\(name).records"),
      let schema = RecordFile.text(at: "\(folder)/\(name).schema.json")
    else { return nil }
    self.name = name
    self.schema = try JSONSchemaFormat().parse(schema)
    texts = records.map { $0.assumingMemoryBound(to: UInt8.self) }
  }
}
