import Avro
import BenchHarness
import RegistryClient
import SchemaCore

/// The records of one workload, and the registry that has its schema.
///
/// Unchecked, because pointers are not `Sendable`. The invariant: nobody writes to the records, which live as long as the
/// process.
struct Workload: @unchecked Sendable {
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

  /// Does something with the payload of the workload: of generated types, which are there when `tools/bench/run` has
  /// generated them from the schemas of the workloads; otherwise of values without a type.
  func withPayload<Outcome>(_ work: some PayloadWork<Outcome>) async throws -> Outcome {
    #if WORKLOAD_TYPES
      switch name {
      case "w1": return try await work(AvroPayload<Reading>(), self)
      case "w2": return try await work(AvroPayload<Order>(), self)
      default: break
      }
    #endif
    return try await work(AvroValuePayload(), self)
  }
}

/// What can be done with the records of a workload, whatever they are in Swift.
protocol PayloadWork<Outcome> {
  associatedtype Outcome
  func callAsFunction<Payload: PayloadCodec>(
    _ payload: Payload, _ workload: Workload
  ) async throws -> Outcome where Payload.Record: Sendable
}

/// A registry with one schema.
struct OneSchema: SchemaLookup {
  var text: String

  func schema(_ request: SchemaRequest) -> RegisteredText {
    RegisteredText(id: SchemaID(rawValue: 258), schema: SchemaText(text: text))
  }
}
