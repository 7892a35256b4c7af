/// The record of the workload w1.
struct CodableReading: Codable {
  enum Level: String, Codable {
    case low = "LOW"
    case normal = "NORMAL"
    case high = "HIGH"
    case alarm = "ALARM"
  }

  var id: Int64
  var key: String
  var count: Int32
  var value: Double
  var active: Bool
  var level: Level
  var note: String?
  var at: Int64
}
