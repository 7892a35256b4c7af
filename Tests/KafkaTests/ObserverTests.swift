import Kafka
import Synchronization
import Testing

/// Keeps what a client tells.
final class RecordingObserver: KafkaObserver {
  let entries = Mutex<[KafkaLogEntry]>([])
  let statistics = Mutex<[String]>([])

  func clientLogged(_ entry: KafkaLogEntry) { entries.withLock { $0.append(entry) } }

  func clientMeasured(_ statistics: [UInt8]) {
    self.statistics.withLock { $0.append(String(decoding: statistics, as: UTF8.self)) }
  }
}

@Suite("Observer of a client")
struct ObserverTests {
  @Test("an observer gets librdkafka's log, without secrets")
  func log() async throws {
    let observer = RecordingObserver()
    var configuration = KafkaConfiguration.unreachable.with([
      "debug": "conf,broker", "sasl.username": "swordfish", "sasl.password": "swordfish",
    ])
    configuration.observer = observer
    await #expect(throws: KafkaError.self) { try await KafkaAdmin(configuration).partitionCount(of: "birds") }
    let entries = observer.entries.withLock { $0 }
    #expect(entries.contains { $0.level == .debug })
    #expect(entries.contains { $0.level <= .error && $0.message.contains("127.0.0.1:1") })
    #expect(!entries.contains { $0.message.contains("swordfish") })
  }

  @Test("an observer gets statistics as often as it is asked for")
  func statistics() async throws {
    try await withMockCluster { _, defaults in
      let observer = RecordingObserver()
      var configuration = defaults.with(["statistics.interval.ms": "50"])
      configuration.observer = observer
      let producer = try KafkaProducer(configuration)
      while observer.statistics.withLock({ $0.count < 2 }) { try await Task.sleep(for: .milliseconds(20)) }
      try await producer.close()
      #expect(observer.statistics.withLock { $0 }.allSatisfy { $0.hasPrefix("{") && $0.contains(#""txmsgs""#) })
    }
  }
}
