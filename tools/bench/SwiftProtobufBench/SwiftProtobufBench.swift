import BenchHarness
import SwiftProtobuf

/// Measures SwiftProtobuf with the code that its generator made of the schemas.
@main enum SwiftProtobufBench {
  static func main() throws {
    #if WORKLOAD_TYPES
      try BenchProgram.run(generatedTypes.map(\.workload)) { name, folder in
        guard let type = generatedTypes.first(where: { $0.workload == name })?.type else { return [] }
        return try rows(of: type, name, in: folder)
      }
    #endif
  }

  private static func rows<Value: Message>(
    of type: Value.Type, _ workload: String, in folder: String
  ) throws -> [Row] {
    guard let records = try RecordFile.records(at: "\(folder)/\(workload).records"),
      let texts = try RecordFile.records(at: "\(folder)/\(workload).json.records")
    else { return [] }
    let bytes = records.map { Array($0) }
    let json = texts.map { Array($0) }
    let values = try bytes.map { try Value(serializedBytes: $0) }
    let reused = UnsafeMutablePointer<Value>.allocate(capacity: 1)
    reused.initialize(to: Value())
    return [
      Row(name: "\(workload)/decode", recordCount: values.count) {
        for message in bytes { reused.pointee = try Value(serializedBytes: message) }
      },
      Row(name: "\(workload)/encode", recordCount: values.count) {
        for value in values {
          let output: [UInt8] = try value.serializedBytes()
          keep(output.count)
        }
      },
      Row(name: "\(workload)/to-json", recordCount: values.count) {
        for value in values {
          let output: [UInt8] = try value.jsonUTF8Bytes()
          keep(output.count)
        }
      },
      Row(name: "\(workload)/from-json", recordCount: values.count) {
        for text in json { reused.pointee = try Value(jsonUTF8Bytes: text) }
      },
    ]
  }
}
