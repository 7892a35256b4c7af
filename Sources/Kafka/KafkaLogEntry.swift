/// An entry of a client's log.
public struct KafkaLogEntry: Hashable, Sendable {
  /// How grave an entry is.
  public enum Level: Int, Hashable, Sendable, Comparable {
    case critical, error, warning, notice, info, debug

    /// The graver one is less.
    public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
  }

  public let level: Level

  /// What it is about, in librdkafka's terms, such as `FAIL`; `MARTLET` if it is not librdkafka's.
  public let subject: String

  public let message: String

  public init(level: Level, subject: String, message: String) {
    self.level = level
    self.subject = subject
    self.message = message
  }
}

extension KafkaLogEntry.Level {
  /// The level with a number of syslog (RFC 5424, 6.2.1).
  init(syslog number: Int32) {
    self =
      switch number {
      case ...2: .critical
      case 3: .error
      case 4: .warning
      case 5: .notice
      case 6: .info
      default: .debug
      }
  }
}
