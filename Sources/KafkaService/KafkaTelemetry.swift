public import CoreMetrics
public import Kafka
public import Logging

/// Writes the log of Kafka clients to a `Logger` of swift-log, and their statistics to swift-metrics.
///
///     var configuration = KafkaConfiguration(bootstrapServers: "127.0.0.1:9092")
///     configuration.observer = KafkaTelemetry(logger: Logger(label: "kafka"))
///     configuration.properties["statistics.interval.ms"] = "10000"
///
/// Measurements carry the client's name and whether it is a producer or a consumer; topics and brokers are summed up, so
/// that their number does not matter.
public final class KafkaTelemetry: KafkaObserver {
  private let logger: Logger
  private let meters: StatisticsMeters

  /// - Parameter metrics: where measurements go; by default to the one of the process.
  public init(logger: Logger, metrics: any MetricsFactory = MetricsSystem.factory) {
    self.logger = logger
    meters = StatisticsMeters(metrics)
  }

  public func clientLogged(_ entry: KafkaLogEntry) {
    logger.log(
      level: Logger.Level(entry.level), "\(entry.message)", metadata: ["subject": "\(entry.subject)"],
      source: "Kafka")
  }

  public func clientMeasured(_ statistics: [UInt8]) {
    do {
      meters.record(try ClientStatistics(parsing: statistics))
    } catch {
      logger.warning("Kafka's statistics cannot be read: \(error)", source: "Kafka")
    }
  }
}

extension Logger.Level {
  fileprivate init(_ level: KafkaLogEntry.Level) {
    self =
      switch level {
      case .critical: .critical
      case .error: .error
      case .warning: .warning
      case .notice: .notice
      case .info: .info
      case .debug: .debug
      }
  }
}
