/// What tasks wish from the thread of a consumer.
struct ConsumerOrders: Sendable {
  struct Commit: Sendable {
    let partition: TopicPartition
    let offset: Int64
    let continuation: CheckedContinuation<Result<Void, KafkaError>, Never>
  }

  /// The offsets to go on from, by partition.
  var marks: [TopicPartition: Int64] = [:]
  var commits: [Commit] = []
  /// Who wants to know what the group knows this member by.
  var identityRequests: [CheckedContinuation<Result<GroupIdentity, KafkaError>, Never>] = []
  var isStopping = false
  /// Whether nobody wants messages any more.
  var isReadingStopped = false
  /// Whether a task waits for a message.
  var isAwaited = false
  /// How many messages tasks have taken since the consumer was made.
  var taken: UInt64 = 0
  /// How many messages may be fetched.
  var room = 0
  /// Whether it is time to fetch more.
  var isLow = true
}
