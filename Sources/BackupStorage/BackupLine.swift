import Registry
import SchemaCore

/// An entry of the log as a line of a backup, such as
/// `{"position":7,"timestamp":1700000000000,"token":"00000000000000ff","key":{…},"value":{…}}`.
enum BackupLine {
  /// Adds the line of an entry. Key and value are JSON as they stand in stores, and hold no line breaks.
  static func append(_ entry: LogEntry, to bytes: inout [UInt8]) {
    let stored = StoredRecord(entry.record)
    bytes += "{\"position\":\(entry.position),\"timestamp\":\(entry.timestamp),\"token\":\"".utf8
    bytes += text(entry.token).utf8
    bytes += "\",\"key\":".utf8
    bytes += stored.key.utf8
    bytes += ",\"value\":".utf8
    bytes += (stored.value ?? "null").utf8
    bytes += "}\n".utf8
  }

  /// Reads a line.
  ///
  /// - Throws: `StoreError.damaged`.
  static func entry(_ line: String, at position: LogPosition) throws(StoreError) -> LogEntry {
    var members = Members()
    do {
      try JSONMemberReader.read(line) { (reader) throws(JSONError) in try members.read(&reader) }
    } catch {
      throw .damaged("the line of position \(position) is not JSON: \(error)")
    }
    guard members.position == position.rawValue, let timestamp = members.timestamp, let token = members.token,
      let key = members.key
    else { throw .damaged("the line of position \(position) is not the one of that position, or not whole") }
    let record = StoredRecord(key: key, value: members.value).readRecord
    return LogEntry(position: position, timestamp: timestamp, token: token, record: record)
  }

  /// A writer's mark: sixteen hexadecimal digits.
  static func text(_ token: UInt64) -> String {
    let digits = String(token, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }

  private struct Members {
    var position: Int64?
    var timestamp: Int64?
    var token: UInt64?
    var key: String?
    var value: String?

    mutating func read(_ reader: inout JSONMemberReader) throws(JSONError) {
      while try reader.next() {
        if reader.isNamed("position") {
          position = try reader.value().number?.int64
        } else if reader.isNamed("timestamp") {
          timestamp = try reader.value().number?.int64
        } else if reader.isNamed("token") {
          token = try reader.string().flatMap { UInt64($0, radix: 16) }
        } else if reader.isNamed("key") {
          key = JSONWriter.text(try reader.value())
        } else if reader.isNamed("value") {
          let value = try reader.value()
          if value != .null { self.value = JSONWriter.text(value) }
        } else {
          try reader.skip()
        }
      }
    }
  }
}
