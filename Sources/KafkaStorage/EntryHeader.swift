import Kafka
import Registry

/// What a record of the topic says about its place in the log. It stands in a header, so that keys and values are those
/// of the `_schemas` topics of other registries.
struct EntryHeader: Hashable {
  /// Where the record's entry was decided to stand.
  var position: LogPosition
  /// Which of the entries that were appended together it is, from 0.
  var part: Int
  /// How many were appended together.
  var count: Int
  /// The random mark of what was appended together.
  var append: UInt64
  /// The token of the entry before the append, as its writer knows it; nil for the first entry of a log.
  var previous: UInt64?
  /// The entry's token.
  var token: UInt64
  /// The entry's time: a broker may put its own in the record's.
  var timestamp: Int64

  /// What a header with this name turned out to be.
  enum Reading: Hashable {
    /// There is none: the record was written by another program.
    case absent
    case present(EntryHeader)
    /// It is of a form that only a newer version of this program knows.
    case newer(form: Int)
    /// It is no text of ours.
    case malformed
  }

  /// The header's name.
  static let name = "martlet-entry"
  /// The newest form that this program knows.
  private static let currentForm = 1
  /// Nobody appends more entries together.
  private static let maximumCount = 1 << 24

  /// The header as it is stored: numbers in decimals, marks and tokens in hexadecimals.
  var stored: KafkaHeader {
    let fields = [
      String(Self.currentForm), String(position.rawValue), String(part), String(count), Self.text(append),
      previous.map(Self.text) ?? "-", Self.text(token), String(timestamp),
    ]
    return KafkaHeader(name: Self.name, value: Array(fields.joined(separator: " ").utf8))
  }

  /// Reads the header of a message.
  static func read(_ message: KafkaMessage) -> Reading {
    guard let header = message.headers.first(where: { $0.name == name }) else { return .absent }
    let fields = String(decoding: header.value ?? [], as: UTF8.self).split(separator: " ", maxSplits: 16)
    guard let form = fields.first.flatMap({ Int($0) }) else { return .malformed }
    if form > currentForm { return .newer(form: form) }
    return EntryHeader(fields: fields).map { .present($0) } ?? .malformed
  }

  private init?(fields: [Substring]) {
    guard fields.count == 8, let position = Int64(fields[1]), let part = Int(fields[2]), let count = Int(fields[3]),
      let append = UInt64(fields[4], radix: 16), let token = UInt64(fields[6], radix: 16),
      let timestamp = Int64(fields[7]), (1...Self.maximumCount).contains(count), (0..<count).contains(part),
      (Int64(part)..<Int64.max - Int64(Self.maximumCount)).contains(position)
    else { return nil }
    if fields[5] == "-" {
      previous = nil
    } else {
      guard let token = UInt64(fields[5], radix: 16) else { return nil }
      previous = token
    }
    self.position = LogPosition(rawValue: position)
    self.part = part
    self.count = count
    self.append = append
    self.token = token
    self.timestamp = timestamp
  }

  init(
    position: LogPosition, part: Int, count: Int, append: UInt64, previous: UInt64?, token: UInt64, timestamp: Int64
  ) {
    self.position = position
    self.part = part
    self.count = count
    self.append = append
    self.previous = previous
    self.token = token
    self.timestamp = timestamp
  }

  /// Where the first of the entries that were appended together was decided to stand.
  var first: LogPosition { LogPosition(rawValue: position.rawValue - Int64(part)) }

  private static func text(_ mark: UInt64) -> String { String(mark, radix: 16) }
}
