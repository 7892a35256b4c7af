import ArgumentParser
import Kafka

/// Which records of which topics are read.
struct ConsumeOptions: ParsableArguments {
  @Option(
    help: """
      Where to start: beginning (without a group that is meant), end, offset:N, or timestamp:ISO, such as \
      timestamp:2026-11-21T08:00Z. A group starts where it stopped last, and at the beginning or the end only if it has \
      no place yet.
      """)
  var from: ConsumeStart?

  @Option(help: "Read this partition only; may be given several times.")
  var partition: [Int32] = []

  @Option(help: "End after this many records.")
  var count: Int?

  @Flag(help: "End when everything has been read that was there.")
  var exitAtEnd = false

  @Option(help: "Read as a member of this group, from where it stopped last.")
  var group: String?

  @Flag(help: "End at the first record that cannot be decoded, and leave it unread in its group.")
  var strict = false

  func validate() throws {
    if let count, count < 1 { throw ValidationError("--count must be at least 1.") }
    if partition.contains(where: { $0 < 0 }) { throw ValidationError("--partition must not be negative.") }
    if group == nil { return }
    if !partition.isEmpty { throw ValidationError("A group shares partitions out itself: leave out --partition.") }
    switch from {
    case .offset, .time:
      throw ValidationError("A group starts where it stopped last: only beginning or end may be asked for.")
    case .beginning, .end, nil: break
    }
  }

  /// A consumer of these records.
  func consumer(of topics: [String], _ broker: BrokerOptions) async throws(CommandFailure) -> KafkaConsumer {
    var configuration = try await broker.configuration()
    let source: KafkaConsumer.Source
    if let group {
      source = .group(group, topics: topics)
      if from == .end { configuration.properties["auto.offset.reset"] = "latest" }
    } else if partition.isEmpty {
      source = .topics(topics, from: from?.offset ?? .beginning)
    } else {
      source = .partitions(
        topics.flatMap { topic in
          Set(partition).sorted().map {
            KafkaPartitionStart(topic: topic, partition: $0, offset: from?.offset ?? .beginning)
          }
        })
    }
    do {
      return try KafkaConsumer(configuration, from: source, stopAtEnd: exitAtEnd)
    } catch {
      throw CommandFailure(error)
    }
  }
}
