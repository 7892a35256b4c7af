import ArgumentParser
import Kafka

/// Where reading of topics starts, on the command line.
enum ConsumeStart: Hashable, ExpressibleByArgument {
  case beginning
  case end
  /// The same offset in each partition.
  case offset(Int64)
  /// The first records that are not older.
  case time(Moment)

  init?(argument: String) {
    let parts = argument.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    switch (parts[0], parts.count == 2 ? parts[1] : nil) {
    case ("beginning", nil): self = .beginning
    case ("end", nil): self = .end
    case ("offset", let text?):
      guard let offset = Int64(text), offset >= 0 else { return nil }
      self = .offset(offset)
    case ("timestamp", let text?):
      guard let moment = Moment(text) else { return nil }
      self = .time(moment)
    default: return nil
    }
  }

  static var allValueStrings: [String] { ["beginning", "end", "offset:N", "timestamp:ISO"] }

  /// The same for a consumer.
  var offset: KafkaOffset {
    switch self {
    case .beginning: .beginning
    case .end: .end
    case .offset(let offset): .at(offset)
    case .time(let moment): .timestamp(moment.milliseconds)
    }
  }

  /// True for a record that is too old. Brokers know times by batches, which may begin with older records.
  func excludes(_ message: KafkaMessage) -> Bool {
    guard case .time(let moment) = self, let timestamp = message.timestamp else { return false }
    return timestamp < moment.milliseconds
  }
}
