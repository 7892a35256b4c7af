import Kafka
import Registry

extension LogEntry {
  /// The entry of a message that counts.
  init(_ message: KafkaMessage, at position: LogPosition, token: UInt64, timestamp: Int64) {
    self.init(position: position, timestamp: timestamp, token: token, record: RegistryRecord(message))
  }

  /// The record that stores the entry in a topic.
  ///
  /// - Parameter stored: the entry's record in its stored form.
  func record(_ stored: StoredRecord, in topic: String, _ header: EntryHeader) -> KafkaRecord {
    KafkaRecord(
      topic: topic, partition: 0, key: Array(stored.key.utf8), value: stored.value.map { Array($0.utf8) },
      headers: [header.stored], timestamp: timestamp > 0 ? timestamp : nil)
  }
}

extension RegistryRecord {
  /// What a message says, or what is left of it.
  init(_ message: KafkaMessage) {
    guard let bytes = message.key else {
      self = .unreadable(.lost("the record at offset \(message.offset) has no key"))
      return
    }
    guard let key = String(validating: bytes, as: UTF8.self) else {
      self = .unreadable(.lost("the key of the record at offset \(message.offset) is not UTF-8"))
      return
    }
    var value: String?
    if let bytes = message.value {
      // A value that is no text is none that could be parsed either, and then its key tells what it was about.
      value = String(validating: bytes, as: UTF8.self) ?? ""
    }
    self = StoredRecord(key: key, value: value).readRecord
    if case .unreadable(var record) = self {
      record.reason = "the record at offset \(message.offset): \(record.reason)"
      self = .unreadable(record)
    }
  }
}
