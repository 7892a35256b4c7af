import CoreMetrics
import Kafka
import Logging
import MetricsTestKit
import Synchronization
import Testing

@testable import KafkaService

@Suite("Telemetry")
struct TelemetryTests {
  private static let statistics = """
    {"client_id":"shop","type":"consumer","tx":7,"txmsgs":0,"txmsg_bytes":0,"rxmsgs":30,"rxmsg_bytes":900,
     "msg_cnt":3,"msg_size":120,
     "brokers":{"a":{"nodeid":1,"state":"UP","txerrs":1,"rxerrs":2,"req_timeouts":3,"rtt":{"p99":1500}},
                "b":{"nodeid":2,"state":"DOWN","txerrs":1,"rxerrs":0,"req_timeouts":0,"rtt":{"p99":2500}},
                "boot":{"nodeid":-1,"state":"UP","txerrs":0,"rxerrs":0,"req_timeouts":0}},
     "topics":{"t":{"partitions":{"0":{"consumer_lag":5},"1":{"consumer_lag":4},"-1":{"consumer_lag":-1}}}},
     "cgrp":{"rebalance_cnt":2,"assignment_size":4}}
    """

  @Test("statistics are summed up over brokers, topics and partitions")
  func sums() throws {
    let sums = try ClientStatistics(parsing: Array(Self.statistics.utf8))
    #expect(sums.client == "shop")
    #expect(sums.kind == "consumer")
    #expect((sums.requests, sums.failedRequests, sums.rebalances) == (7, 7, 2))
    #expect((sums.recordsReceived, sums.bytesReceived, sums.lag) == (30, 900, 9))
    #expect((sums.queuedRecords, sums.queuedBytes, sums.assignedPartitions) == (3, 120, 4))
    #expect((sums.connectedBrokers, sums.roundTripTime) == (1, 2500))
  }

  @Test("counters grow by what was added, and start again with a new client")
  func counters() throws {
    let metrics = TestMetrics()
    let telemetry = KafkaTelemetry(logger: Logger(label: "test"), metrics: metrics)
    for received in [30, 50, 8] {
      let text = Self.statistics.replacing("\"rxmsgs\":30", with: "\"rxmsgs\":\(received)")
      telemetry.clientMeasured(Array(text.utf8))
    }
    let dimensions = [("client", "shop"), ("type", "consumer")]
    let counter = try metrics.expectCounter("kafka_client_received_records_total", dimensions)
    #expect(counter.values == [30, 20, 8])
    #expect(try metrics.expectRecorder("kafka_client_lag_records", dimensions).lastValue == 9)
    #expect(try metrics.expectRecorder("kafka_client_round_trip_seconds", dimensions).lastValue == 0.0025)
  }

  @Test("labels do not grow with topics, partitions and brokers")
  func boundedLabels() {
    let metrics = TestMetrics()
    let telemetry = KafkaTelemetry(logger: Logger(label: "test"), metrics: metrics)
    telemetry.clientMeasured(Array(Self.statistics.utf8))
    let before = metrics.counters.count + metrics.recorders.count
    telemetry.clientMeasured(Array(Self.statistics.replacing("\"t\":", with: "\"other\":").utf8))
    #expect(metrics.counters.count + metrics.recorders.count == before)
    #expect(before == 13)
  }

  @Test("the log of clients goes to the logger, statistics that cannot be read as a warning")
  func log() {
    let lines = RecordingLog()
    let telemetry = KafkaTelemetry(logger: Logger(label: "test", factory: { _ in lines }))
    telemetry.clientLogged(KafkaLogEntry(level: .error, subject: "FAIL", message: "refused"))
    telemetry.clientLogged(KafkaLogEntry(level: .info, subject: "MARTLET", message: "assigned"))
    telemetry.clientMeasured(Array("{".utf8))
    let all = lines.all
    #expect(all.prefix(2) == ["error: refused", "info: assigned"])
    #expect(all.last?.hasPrefix("warning: Kafka's statistics cannot be read") == true)
  }
}

/// A log that is kept.
final class RecordingLog: LogHandler {
  private let lines = Mutex<[String]>([])

  var all: [String] { lines.withLock { $0 } }

  var metadata: Logger.Metadata {
    get { [:] }
    set {}
  }

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { nil }
    set {}
  }

  var logLevel: Logger.Level {
    get { .trace }
    set {}
  }

  func log(event: LogEvent) {
    lines.withLock { $0.append("\(event.level): \(event.message)") }
  }
}
