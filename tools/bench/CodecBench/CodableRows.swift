import Avro
import BenchHarness

/// Decoding into Swift types by their `Codable`, with strings and arrays of their own, and encoding them.
enum CodableRows {
  static func rows(_ workload: Workload) throws -> [Row] {
    switch workload.name {
    case "w1": try rows(of: CodableReading.self, workload)
    case "w2": try rows(of: CodableOrder.self, workload)
    default: []
    }
  }

  private static func rows<Value: Codable>(of type: Value.Type, _ workload: Workload) throws -> [Row] {
    let program = try AvroProgram(workload.schema)
    let decoder = AvroDecoder(program)
    let encoder = AvroEncoder(program)
    let values = try workload.records.map { try decoder.decode(type, from: $0) }
    let reused = UnsafeMutablePointer<Value>.allocate(capacity: 1)
    reused.initialize(to: values[0])
    let output = UnsafeMutablePointer<[UInt8]>.allocate(capacity: 1)
    output.initialize(to: [])
    for (place, value) in values.enumerated() {
      // Dictionaries have an order of their own, so only the number of bytes is known.
      let count = try encoder.encode(value).count
      guard count == workload.records[place].count else {
        throw BenchFailure("\(workload.name): record \(place) is encoded otherwise")
      }
    }
    return [
      Row(name: "\(workload.name)/decode:codable", recordCount: values.count) {
        for record in workload.records { reused.pointee = try decoder.decode(type, from: record) }
      },
      Row(name: "\(workload.name)/encode:codable", recordCount: values.count) {
        for value in values {
          if output.pointee.count > KeptRecords.batchSize { output.pointee.removeAll(keepingCapacity: true) }
          try encoder.encode(value, into: &output.pointee)
        }
      },
    ]
  }
}
