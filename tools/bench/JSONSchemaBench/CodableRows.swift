import BenchHarness
import JSONSchema

/// Reading texts as Swift types, and writing them from such.
enum CodableRows {
  static func rows(_ workload: Workload) throws -> [Row] {
    switch workload.name {
    case "w1": try rows(workload, Reading.self)
    case "w3": try rows(workload, Series.self)
    case "w4": try rows(workload, Document.self)
    default: []
    }
  }

  private static func rows<Value: Codable>(_ workload: Workload, _ type: Value.Type) throws -> [Row] {
    let (decoder, encoder) = (JSONRecordDecoder(), JSONRecordEncoder())
    let values = try workload.texts.map { try decoder.decode(type, from: $0) }
    let output = UnsafeMutablePointer<[UInt8]>.allocate(capacity: 1)
    output.initialize(to: [])
    return [
      Row(name: "\(workload.name)/decode:Codable", recordCount: values.count) {
        for text in workload.texts { _ = try decoder.decode(type, from: text) }
      },
      Row(name: "\(workload.name)/encode:Codable", recordCount: values.count) {
        for value in values {
          output.pointee.removeAll(keepingCapacity: true)
          try encoder.encode(value, into: &output.pointee)
        }
      },
    ]
  }

  private struct Reading: Codable {
    enum Level: String, Codable { case LOW, NORMAL, HIGH, ALARM }
    var id: Int
    var key: String
    var count: Int32
    var value: Double
    var active: Bool
    var level: Level
    var note: String?
    var at: Int
  }

  private struct Series: Codable {
    var id: Int
    var values: [Double]
    var ticks: [Int]
  }

  private struct Document: Codable {
    var id: String
    var title: String
    var summary: String
    var body: String
    var language: String
    var lines: [String]
    var labels: [String: String]
    var footer: String?
  }
}
