import Avro
import BenchHarness
import RegistryClient
import SchemaCore

/// The records of one workload, and the registry that has its schema.
struct Workload {
  var name: String
  var lookup: OneSchema
  /// Each in memory of its own, which lives as long as the process.
  var records: [UnsafeRawBufferPointer]

  /// Reads NAME.records and NAME.avsc; nil if the folder does not have them.
  init?(_ name: String, in folder: String) throws {
    guard let records = try RecordFile.records(at: "\(folder)/\(name).records"),
      let schema = RecordFile.text(at: "\(folder)/\(name).avsc")
    else { return nil }
    self.name = name
    self.records = records
    lookup = OneSchema(text: schema)
  }

  /// The rows of generated types, which are there when `tools/bench/run` has generated them from the schemas of the
  /// workloads; otherwise of values without a type.
  func rows(ofCodecAlone isCodecAlone: Bool) async throws -> [Row] {
    #if WORKLOAD_TYPES
      switch name {
      case "w1": return try await SerdeRows(AvroPayload<Reading>(), self).rows(ofCodecAlone: isCodecAlone)
      case "w2": return try await SerdeRows(AvroPayload<Order>(), self).rows(ofCodecAlone: isCodecAlone)
      default: break
      }
    #endif
    return try await SerdeRows(AvroValuePayload(), self).rows(ofCodecAlone: isCodecAlone)
  }
}

/// A registry with one schema.
struct OneSchema: SchemaLookup {
  var text: String

  func schema(_ request: SchemaRequest) -> RegisteredText {
    RegisteredText(id: SchemaID(rawValue: 258), schema: SchemaText(text: text))
  }
}
