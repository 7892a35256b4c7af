import CKafka

/// Fetches messages of one consumer and sorts out what else librdkafka reports among them.
struct ConsumerPoll {
  /// What one poll gave.
  struct Batch {
    var messages: [KafkaMessage] = []
    /// Set when nothing follows: the end was reached, or reading failed.
    var ending: Result<Void, KafkaError>?
  }

  private let client: ClientHandle
  private let membership: GroupMembership?
  private var rebalances = 0
  private var ended: Set<TopicPartition> = []
  /// From which time on messages count, by partition, until the first such message.
  private var earliest: [TopicPartition: Int64]

  init(_ client: ClientHandle, _ membership: GroupMembership?, notBefore earliest: [TopicPartition: Int64]) {
    self.client = client
    self.membership = membership
    self.earliest = earliest
  }

  /// Takes what is there, waiting up to a second for the first message if asked to.
  mutating func next(atMost limit: Int, waiting: Bool, isStopping: () -> Bool) -> Batch {
    var batch = Batch()
    do throws(KafkaError) {
      try checkBrokers(isStopping)
    } catch {
      batch.ending = .failure(error)
    }
    var size = 0
    while batch.ending == nil, batch.messages.count < limit, size < MessageBuffer.maximumSize,
      let message = rd_kafka_consumer_poll(client.pointer, waiting && batch.messages.isEmpty ? 1000 : 0)
    {
      defer { rd_kafka_message_destroy(message) }
      forgetGivenBack(&batch)
      if message.pointee.err == RD_KAFKA_RESP_ERR_NO_ERROR {
        let copy = KafkaMessage(copying: message, topic: topicName(message.pointee.rkt))
        guard earliest.isEmpty || isWanted(copy) else { continue }
        size += copy.size
        batch.messages.append(copy)
      } else {
        batch.ending = report(message)
      }
    }
    forgetGivenBack(&batch)
    return batch
  }

  /// A poll may have changed the partitions. What was fetched of those that are gone is read by their next owner.
  private mutating func forgetGivenBack(_ batch: inout Batch) {
    guard let membership, membership.rebalances != rebalances else { return }
    rebalances = membership.rebalances
    let givenBack = membership.takeGivenBack()
    ended.subtract(givenBack)
    batch.messages.removeAll { givenBack.contains(TopicPartition($0)) }
  }

  /// Some brokers know times only by whole batches of records, and answer an offset that is too early.
  private mutating func isWanted(_ message: KafkaMessage) -> Bool {
    let partition = TopicPartition(message)
    guard let time = earliest[partition], let timestamp = message.timestamp, timestamp < time else {
      earliest[partition] = nil
      return true
    }
    return false
  }

  /// After all brokers were lost, waits for one to come back.
  private func checkBrokers(_ isStopping: () -> Bool) throws(KafkaError) {
    rd_kafka_poll(client.pointer, 0)
    if client.events.takeBrokersAreDown() { try client.requireReachable(unless: isStopping) }
  }

  private mutating func report(_ message: UnsafeMutablePointer<rd_kafka_message_t>) -> Result<Void, KafkaError>? {
    if message.pointee.err == RD_KAFKA_RESP_ERR__PARTITION_EOF {
      ended.insert(
        TopicPartition(topic: topicName(message.pointee.rkt), partition: message.pointee.partition))
      return assignmentHasEnded() ? .success(()) : nil
    }
    let details = rd_kafka_message_errstr(message).map { String(cString: $0) }
    let error = client.failure(message.pointee.err, details ?? "reading messages")
    // librdkafka itself tries these again.
    if error.isRetriable { return nil }
    // Without a group the ID is only a name, so that the client may have no rights for it does not matter.
    if error.code == .groupAuthorizationFailed, membership == nil { return nil }
    return .failure(error)
  }

  private func assignmentHasEnded() -> Bool {
    var list: UnsafeMutablePointer<rd_kafka_topic_partition_list_t>?
    guard rd_kafka_assignment(client.pointer, &list) == RD_KAFKA_RESP_ERR_NO_ERROR, let list else { return false }
    defer { rd_kafka_topic_partition_list_destroy(list) }
    let assigned = TopicPartition.all(in: list.pointee)
    return !assigned.isEmpty && assigned.allSatisfy(ended.contains)
  }

  private func topicName(_ topic: OpaquePointer?) -> String {
    topic.map { String(cString: rd_kafka_topic_name($0)) } ?? ""
  }
}
