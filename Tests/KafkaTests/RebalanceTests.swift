import Kafka
import Testing

/// Joining takes the mock cluster three seconds for the first member and about the session's timeout for each later one.
@Suite(
  "Rebalances", .timeLimit(.minutes(4)),
  .enabled(if: SlowTests.areWanted, "members that join take seconds each: set MARTLET_SLOW_TESTS=1"))
struct RebalanceTests {
  /// A mock cluster refuses commits from the moment that a member joins, so that where all partitions are taken back,
  /// what was processed since the last commit comes again. Brokers take commits until all members have given back.
  @Test(
    "members that come and go hand over every message, and read none twice but after a commit that was refused",
    arguments: ["range", "roundrobin", "cooperative-sticky"])
  func quiet(strategy: String) async throws {
    try await withMockCluster(partitions: RebalanceScenario.partitions) { _, configuration in
      let journal = try await RebalanceScenario(strategy: strategy).run(configuration)
      journal.expectNoGaps()
      journal.expectNoneTwiceUnlessToldOf()
    }
  }

  @Test("nothing is lost when brokers fail meanwhile", arguments: ["range", "cooperative-sticky"])
  func disturbed(strategy: String) async throws {
    let partitions = RebalanceScenario.partitions
    try await withMockCluster(partitions: partitions, brokers: 3) { cluster, configuration in
      let journal = try await RebalanceScenario(strategy: strategy).run(configuration) { round in
        try cluster.pushErrors([.notLeader, .transport, .requestTimedOut], for: .produce)
        try cluster.pushErrors([.notLeader, .transport, .leaderNotAvailable], for: .fetch)
        try cluster.pushErrors([.notCoordinator, .transport], for: .offsetCommit)
        try cluster.pushErrors([.transport, .coordinatorNotAvailable], for: .heartbeat)
        if round == 1 { try cluster.pushErrors([.coordinatorLoading], for: .joinGroup) }
        for partition in 0..<partitions {
          try cluster.setLeader(ofTopic: "birds", partition: partition, to: (partition + Int32(round)) % 3 + 1)
        }
        let slow = Int32(round) + 1
        try cluster.setRoundTripTime(.milliseconds(60), broker: slow)
        try await Task.sleep(for: .milliseconds(300))
        try cluster.setRoundTripTime(.zero, broker: slow)
      }
      journal.expectNoGaps()
      journal.expectNoneTwiceUnlessToldOf()
    }
  }

  private static let settings = [
    "session.timeout.ms": "5000", "heartbeat.interval.ms": "200", "partition.assignment.strategy": "range",
    "fetch.wait.max.ms": "50",
  ]

  @Test("a member that takes nothing for a while serves its group, and gives up the partitions that another gets")
  func slowMember() async throws {
    try await withMockCluster(partitions: 2) { _, defaults in
      let configuration = defaults.with(handOverTimeout: .milliseconds(200), Self.settings)
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
        handOverTimeout: .milliseconds(100), Self.settings.merging(["max.poll.interval.ms": "5000"]) { $1 })
      try await produce(["a"], configuration)
      let stuck = try KafkaConsumer(configuration, from: .group("readers", topics: ["birds"]))
      var iterator = stuck.messages.makeAsyncIterator()
      let message = try #require(try await iterator.next())
      let other = try KafkaConsumer(configuration, from: .group("readers", topics: ["birds"]))
      #expect(try await other.messages.first { _ in true }?.text == "a")
      let error = await #expect(throws: KafkaError.self) { try await stuck.commit(message) }
      // Whether the member has been told that it is none any more is a matter of moments.
      #expect(error?.code == .wrongState || error?.code == .unknownMember)
      await other.close()
      await stuck.close()
    }
  }
}
