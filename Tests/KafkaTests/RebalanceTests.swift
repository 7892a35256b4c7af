import Kafka
import Synchronization
import Testing

/// Members of one group come and go while records are written. Joining takes the mock cluster three seconds for the first
/// member and about the session's timeout for each later one.
@Suite(
  "Rebalances, against the mock cluster", .timeLimit(.minutes(4)),
  .enabled(if: SlowTests.areWanted, "members that join take seconds each: set MARTLET_SLOW_TESTS=1"))
struct RebalanceTests {
  private static let partitions: Int32 = 4

  /// What the members of the group have processed, in order.
  private final class Journal: Sendable {
    struct Entry {
      let member: String
      let message: KafkaMessage
    }

    private let entries = Mutex<[Entry]>([])
    let observer = RecordingObserver()

    /// Whether the group took a member for dead, as it does on a busy machine, or a commit failed.
    var hasLosses: Bool {
      observer.entries.withLock { entries in
        entries.contains { $0.level <= .warning && ($0.subject == "MARTLET" || $0.subject == "COMMITFAIL") }
      }
    }

    var all: [Entry] { entries.withLock { $0 } }
    var values: Set<String> { Set(all.map(\.message.text)) }

    func note(_ member: String, _ message: KafkaMessage) {
      entries.withLock { $0.append(Entry(member: member, message: message)) }
    }

    /// Waits until the condition holds; the suite's time limit ends a wait that is in vain.
    func wait(until condition: (Journal) -> Bool) async throws {
      while !condition(self) { try await Task.sleep(for: .milliseconds(20)) }
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

  private func settings(_ strategy: String) -> [String: String] {
    [
      "session.timeout.ms": "5000", "heartbeat.interval.ms": "200", "partition.assignment.strategy": strategy,
      "fetch.wait.max.ms": "50", "reconnect.backoff.max.ms": "200", "retry.backoff.ms": "50",
    ]
  }

  /// Two members share the work, the first leaves, a third comes, while `disturb` does its worst.
  private func run(
    _ strategy: String, brokers: Int, disturb: (KafkaMockCluster, Int) async throws -> Void
  ) async throws -> Journal {
    let journal = Journal()
    try await withMockCluster(partitions: Self.partitions, brokers: brokers) { cluster, defaults in
      var configuration = defaults.with(settings(strategy))
      configuration.observer = journal.observer
      let settled = configuration
      // Until it is cancelled: how many records it wrote.
      let writing = Task {
        // One request at a time: the mock cluster does not refuse a batch that overtakes one that failed.
        let producer = try KafkaProducer(settled.with(["max.in.flight.requests.per.connection": "1"]))
        var count = 0
        while !Task.isCancelled {
          let partition = Int32(count % Int(Self.partitions))
          _ = try await producer.enqueue(
            KafkaRecord(topic: "birds", partition: partition, value: Array("\(count)".utf8)))
          count += 1
          do { try await Task.sleep(for: .milliseconds(20)) } catch { break }
        }
        try await producer.close()
        return count
      }
      let first = try Member("first", settled, journal)
      try await journal.wait { !$0.values.isEmpty }
      try await disturb(cluster, 0)
      let second = try Member("second", settled, journal)
      try await journal.wait { $0.all.contains { $0.member == "second" } }
      try await disturb(cluster, 1)
      try await first.end()
      let third = try Member("third", settled, journal)
      try await disturb(cluster, 2)
      try await journal.wait { $0.all.contains { $0.member == "third" } }
      writing.cancel()
      let count = try await writing.value
      try await journal.wait { $0.values.count == count }
      #expect(journal.values == Set((0..<count).map { "\($0)" }))
      try await second.end()
      try await third.end()
    }
    return journal
  }

  /// In each partition, nobody gets a message before somebody has processed the one before it.
  private func expectNoGaps(_ entries: [Journal.Entry]) {
    var next = [Int64](repeating: 0, count: Int(Self.partitions))
    for entry in entries {
      let partition = Int(entry.message.partition)
      #expect(entry.message.offset <= next[partition], "\(entry.member) has passed over a message")
      next[partition] = max(next[partition], entry.message.offset + 1)
    }
  }

  @Test(
    "members that come and go hand over every message, and read none twice unless one is taken for dead",
    arguments: ["range", "roundrobin", "cooperative-sticky"])
  func quietRebalances(strategy: String) async throws {
    let journal = try await run(strategy, brokers: 1) { _, _ in }
    expectNoGaps(journal.all)
    #expect(journal.all.count == journal.values.count || journal.hasLosses)
  }

  @Test("nothing is lost when brokers fail meanwhile", arguments: ["range", "cooperative-sticky"])
  func disturbedRebalances(strategy: String) async throws {
    let journal = try await run(strategy, brokers: 3) { cluster, round in
      try cluster.pushErrors([.notLeader, .transport, .requestTimedOut], for: .produce)
      try cluster.pushErrors([.notLeader, .transport, .leaderNotAvailable], for: .fetch)
      try cluster.pushErrors([.notCoordinator, .transport], for: .offsetCommit)
      try cluster.pushErrors([.transport, .coordinatorNotAvailable], for: .heartbeat)
      if round == 1 { try cluster.pushErrors([.coordinatorLoading], for: .joinGroup) }
      for partition in 0..<Self.partitions {
        try cluster.setLeader(ofTopic: "birds", partition: partition, to: (partition + Int32(round)) % 3 + 1)
      }
      let slow = Int32(round) + 1
      try cluster.setRoundTripTime(.milliseconds(60), broker: slow)
      try await Task.sleep(for: .milliseconds(300))
      try cluster.setRoundTripTime(.zero, broker: slow)
    }
    expectNoGaps(journal.all)
  }

  @Test("a member that takes nothing for a while serves its group, and gives up the partitions that another gets")
  func slowMember() async throws {
    try await withMockCluster(partitions: 2) { _, defaults in
      let configuration = defaults.with(handOverTimeout: .milliseconds(200), settings("range"))
      // More than the buffer holds.
      try await produce((0..<700).map { "\($0)" }, partition: 0, configuration)
      try await produce((0..<700).map { "\($0)" }, partition: 1, configuration)
      let slow = try KafkaConsumer(configuration, from: .group("readers", topics: ["birds"]))
      var iterator = slow.messages.makeAsyncIterator()
      let first = try #require(try await iterator.next())
      slow.markProcessed(first)
      try await Task.sleep(for: .seconds(1.5))
      let other = try KafkaConsumer(configuration, from: .group("readers", topics: ["birds"]))
      let message = try #require(try await other.messages.first { _ in true })
      await other.close()
      // The slow one goes on with what it has, without a gap.
      var next: [Int32: Int64] = [:]
      for _ in 0..<600 {
        let message = try #require(try await iterator.next())
        if let expected = next[message.partition] { #expect(message.offset <= expected) }
        next[message.partition] = message.offset + 1
        slow.markProcessed(message)
      }
      #expect(message.topic == "birds")
      await slow.close()
    }
  }

  @Test("a member that takes nothing for too long loses its partitions to others")
  func stuckMember() async throws {
    try await withMockCluster { _, defaults in
      let configuration = defaults.with(
        handOverTimeout: .milliseconds(100), settings("range").merging(["max.poll.interval.ms": "5000"]) { $1 })
      try await produce(["a"], configuration)
      let stuck = try KafkaConsumer(configuration, from: .group("readers", topics: ["birds"]))
      var iterator = stuck.messages.makeAsyncIterator()
      let message = try #require(try await iterator.next())
      let other = try KafkaConsumer(configuration, from: .group("readers", topics: ["birds"]))
      #expect(try await other.messages.first { _ in true }?.text == "a")
      let error = await #expect(throws: KafkaError.self) { try await stuck.commit(message) }
      #expect(error?.code == .wrongState)
      await other.close()
      await stuck.close()
    }
  }
}
