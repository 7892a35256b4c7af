import CoreMetrics
import Synchronization

/// The counters and gauges of Kafka clients.
final class StatisticsMeters: Sendable {
  private struct ClientName: Hashable {
    let client: String
    let kind: String
  }

  private let factory: any MetricsFactory
  private let latest = Mutex<[ClientName: ClientStatistics]>([:])

  init(_ factory: any MetricsFactory) {
    self.factory = factory
  }

  func record(_ now: ClientStatistics) {
    let before = latest.withLock { $0.updateValue(now, forKey: ClientName(client: now.client, kind: now.kind)) }
    let dimensions = [("client", now.client), ("type", now.kind)]
    for (label, value) in Self.totals {
      // A new client of the same name counts from zero again.
      let old = before.map { $0[keyPath: value] } ?? 0
      let new = now[keyPath: value]
      Counter(label: label, dimensions: dimensions, factory: factory).increment(by: new >= old ? new - old : new)
    }
    for (label, value) in Self.levels {
      Gauge(label: label, dimensions: dimensions, factory: factory).record(now[keyPath: value])
    }
    Gauge(label: "kafka_client_round_trip_seconds", dimensions: dimensions, factory: factory)
      .record(Double(now.roundTripTime) / 1_000_000)
  }

  private static var totals: [(String, KeyPath<ClientStatistics, Int64>)] {
    [
      ("kafka_client_sent_records_total", \.recordsSent),
      ("kafka_client_sent_bytes_total", \.bytesSent),
      ("kafka_client_received_records_total", \.recordsReceived),
      ("kafka_client_received_bytes_total", \.bytesReceived),
      ("kafka_client_requests_total", \.requests),
      ("kafka_client_failed_requests_total", \.failedRequests),
      ("kafka_client_rebalances_total", \.rebalances),
    ]
  }

  private static var levels: [(String, KeyPath<ClientStatistics, Int64>)] {
    [
      ("kafka_client_queued_records", \.queuedRecords),
      ("kafka_client_queued_bytes", \.queuedBytes),
      ("kafka_client_connected_brokers", \.connectedBrokers),
      ("kafka_client_lag_records", \.lag),
      ("kafka_client_assigned_partitions", \.assignedPartitions),
    ]
  }
}
