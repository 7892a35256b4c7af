import Avro
import BenchHarness

/// Decoding into generated Swift types, with native strings, and encoding them. The types are there when `tools/bench/run`
/// has generated them from the schemas of the workloads.
enum TypedRows {
  static func rows(_ workload: Workload) throws -> [Row] {
    #if WORKLOAD_TYPES
      switch workload.name {
      case "w1": return try rows(of: Reading.self, workload)
      case "w2": return try rows(of: Order.self, workload)
      default: return []
      }
    #else
      return []
    #endif
  }

  private static func rows<Value: AvroSerializable>(of type: Value.Type, _ workload: Workload) throws -> [Row] {
    let values = try workload.records.map { try Value(avro: $0) }
    let reused = UnsafeMutablePointer<Value>.allocate(capacity: 1)
    reused.initialize(to: values[0])
    let writer = UnsafeMutablePointer<AvroWriter>.allocate(capacity: 1)
    writer.initialize(to: AvroWriter())
    for (place, value) in values.enumerated() {
      let count = try value.avroBytes().count
      guard count == workload.records[place].count else {
        throw BenchFailure("\(workload.name): record \(place) is written otherwise")
      }
    }
    return [
      Row(name: "\(workload.name)/decode:typed", recordCount: values.count) {
        for record in workload.records { reused.pointee = try Value(avro: record) }
      },
      Row(name: "\(workload.name)/encode:typed", recordCount: values.count) {
        // In place: a copy of each would count its parts, which a producer that has made the value does not.
        for place in values.indices {
          if writer.pointee.count > KeptRecords.batchSize { writer.pointee.removeAll() }
          try values[place].write(to: &writer.pointee)
        }
      },
    ]
  }
}
