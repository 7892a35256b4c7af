import Kafka
import Synchronization
import Testing

/// Members of one group that come and go while records are written.
struct RebalanceScenario {
  static let partitions: Int32 = 4

  /// How partitions are shared: a value of `partition.assignment.strategy`.
  var strategy: String

  /// What the members of the group have processed, in order.
  final class Journal: Sendable {
    struct Entry {
      let member: String
      let message: KafkaMessage
    }

    private let entries = Mutex<[Entry]>([])
    let observer = RecordingObserver()

    var all: [Entry] { entries.withLock { $0 } }
    var values: Set<String> { Set(all.map(\.message.text)) }

    func note(_ member: String, _ message: KafkaMessage) {
      entries.withLock { $0.append(Entry(member: member, message: message)) }
    }

    /// Waits until the condition holds; the suite's time limit ends a wait that is in vain.
    func wait(until condition: (Journal) -> Bool) async throws {
      while !condition(self) { try await Task.sleep(for: .milliseconds(20)) }
    }

    /// In each partition, nobody gets a message before somebody has processed the one before it.
    func expectNoGaps() {
      var next = [Int64](repeating: 0, count: Int(RebalanceScenario.partitions))
      for entry in all {
        let partition = Int(entry.message.partition)
        #expect(entry.message.offset <= next[partition], "\(entry.member) has passed over a message")
        next[partition] = max(next[partition], entry.message.offset + 1)
      }
    }

    /// A message is processed again only where a member has said that its partition was given back without a commit: the
    /// group took the member for dead, or the broker refused.
    func expectNoneTwiceUnlessToldOf() {
      let warnings = observer.entries.withLock { entries in
        entries.filter { $0.level <= .warning && $0.subject == "MARTLET" }.map(\.message)
      }
      var seen: Set<String> = []
      for entry in all where !seen.insert(entry.message.text).inserted {
        let partition = "\(entry.message.topic)/\(entry.message.partition)"
        #expect(
          warnings.contains { $0.contains(partition) },
          "\(entry.member) got offset \(entry.message.offset) of \(partition), which was processed before")
      }
    }
  }

  private struct Member {
    let consumer: KafkaConsumer
    let reading: Task<Void, any Error>

    init(_ name: String, _ configuration: KafkaConfiguration, _ journal: Journal) throws {
      let consumer = try KafkaConsumer(configuration, from: .group("readers", topics: ["birds"]))
      self.consumer = consumer
      reading = Task {
        for try await message in consumer.messages {
          // Some work, in which a rebalance may come.
          try await Task.sleep(for: .milliseconds(2))
          journal.note(name, message)
          consumer.markProcessed(message)
        }
      }
    }

    func end() async throws {
      consumer.stopReading()
      try await reading.value
      await consumer.close()
    }
  }

  /// Two members share the work, the first leaves, a third comes, while `disturb` does its worst in three rounds.
  ///
  /// - Parameter configuration: of a cluster that has the topic.
  /// - Returns: what was processed, which is all that was written.
  func run(
    _ configuration: KafkaConfiguration, disturb: (_ round: Int) async throws -> Void = { _ in }
  ) async throws -> Journal {
    let journal = Journal()
    var observed = configuration.with([
      "session.timeout.ms": "5000", "heartbeat.interval.ms": "200", "partition.assignment.strategy": strategy,
      "fetch.wait.max.ms": "50", "reconnect.backoff.max.ms": "200", "retry.backoff.ms": "50",
    ])
    observed.observer = journal.observer
    let settled = observed
    let writing = Task { try await Self.write(settled) }
    let first = try Member("first", settled, journal)
    try await journal.wait { !$0.values.isEmpty }
    try await disturb(0)
    let second = try Member("second", settled, journal)
    try await journal.wait { $0.all.contains { $0.member == "second" } }
    try await disturb(1)
    try await first.end()
    let third = try Member("third", settled, journal)
    try await disturb(2)
    try await journal.wait { $0.all.contains { $0.member == "third" } }
    writing.cancel()
    let count = try await writing.value
    try await journal.wait { $0.values.count == count }
    #expect(journal.values == Set((0..<count).map { "\($0)" }))
    try await second.end()
    try await third.end()
    return journal
  }

  /// Writes until the task is cancelled.
  ///
  /// - Returns: how many records.
  private static func write(_ configuration: KafkaConfiguration) async throws -> Int {
    // One request at a time: the mock cluster does not refuse a batch that overtakes one that failed.
    let producer = try KafkaProducer(configuration.with(["max.in.flight.requests.per.connection": "1"]))
    var count = 0
    while !Task.isCancelled {
      let partition = Int32(count % Int(partitions))
      _ = try await producer.enqueue(
        KafkaRecord(topic: "birds", partition: partition, value: Array("\(count)".utf8)))
      count += 1
      do { try await Task.sleep(for: .milliseconds(20)) } catch { break }
    }
    try await producer.close()
    return count
  }
}
