import CKafka

/// The thread of a consumer: the only user of its client, from subscribing to leaving the group.
final class ConsumerLoop: Sendable {
  private let client: ClientHandle
  private let mailbox: ConsumerMailbox
  private let source: KafkaConsumer.Source

  init(_ client: ClientHandle, _ mailbox: ConsumerMailbox, source: KafkaConsumer.Source) {
    self.client = client
    self.mailbox = mailbox
    self.source = source
  }

  func run() {
    var hasEnded = false
    func end(_ ending: Result<Void, KafkaError>) {
      hasEnded = true
      mailbox.finish(ending)
    }
    do throws(KafkaError) { try startReading() } catch { end(.failure(error)) }
    var poll = ConsumerPoll(client, isGroup: source.group != nil)
    var orders = mailbox.takeOrders()
    while !orders.isStopping {
      obey(orders)
      if hasEnded || orders.room == 0 {
        mailbox.waitForOrders()
      } else {
        let batch = poll.next(atMost: orders.room, waiting: orders.isAwaited) { mailbox.isStopping }
        mailbox.deliver(batch.messages)
        if let ending = batch.ending { end(ending) }
        if batch.messages.isEmpty, !orders.isAwaited { mailbox.waitForOrders() }
      }
      orders = mailbox.takeOrders()
    }
    obey(orders)
    mailbox.finish(.success(()))
    // librdkafka goes on trying to commit until the session times out. Nobody has to wait for that.
    if !leaveGroup() { mailbox.markClosed() }
    client.destroy()
    mailbox.markClosed()
  }

  /// Sees that a broker answers, so that a wrong address becomes an error, and asks for the partitions.
  private func startReading() throws(KafkaError) {
    try client.requireReachable { mailbox.isStopping }
    switch source {
    case .group(_, let topics):
      let list = topics.map { (TopicPartition(topic: $0, partition: RD_KAFKA_PARTITION_UA), Int64(0)) }
      try check(TopicPartition.withList(list) { rd_kafka_subscribe(client.pointer, $0) }, "subscribing to \(topics)")
    case .topics(let topics, let offset):
      var starts: [KafkaPartitionStart] = []
      for topic in topics {
        for partition in 0..<(try client.partitionCount(of: topic)) {
          starts.append(KafkaPartitionStart(topic: topic, partition: partition, offset: offset))
        }
      }
      try assign(starts)
    case .partitions(let starts):
      for topic in Set(starts.map(\.topic)) {
        let count = try client.partitionCount(of: topic)
        for start in starts where start.topic == topic && !(0..<count).contains(start.partition) {
          throw KafkaError(
            code: .unknownPartition,
            message: "There is no partition \(start.partition) in topic \(topic), which has \(count)")
        }
      }
      try assign(starts)
    }
  }

  private func assign(_ starts: [KafkaPartitionStart]) throws(KafkaError) {
    let list = try client.resolvingTimes(starts).map { start in
      (TopicPartition(topic: start.topic, partition: start.partition), start.offset.librdkafkaOffset)
    }
    try check(TopicPartition.withList(list) { rd_kafka_assign(client.pointer, $0) }, "assigning partitions")
  }

  private func obey(_ orders: ConsumerMailbox.Orders) {
    // A mark whose partition has gone to another member is that one's business now.
    for (partition, offset) in orders.marks { _ = store(partition, offset) }
    for commit in orders.commits {
      commit.continuation.resume(returning: Result { () throws(KafkaError) in try self.commit(commit) })
    }
  }

  private func commit(_ commit: ConsumerMailbox.Commit) throws(KafkaError) {
    let what = "committing offset \(commit.offset) of \(commit.partition.topic)/\(commit.partition.partition)"
    // Storing fails for a partition that was taken away. Committing would not, and would overwrite its new owner's.
    try check(store(commit.partition, commit.offset), what)
    let code = TopicPartition.withList([(commit.partition, commit.offset)]) { list in
      rd_kafka_commit(client.pointer, list, 0)
    }
    try check(code, what)
  }

  private func store(_ partition: TopicPartition, _ offset: Int64) -> rd_kafka_resp_err_t {
    TopicPartition.withList([(partition, offset)]) { rd_kafka_offsets_store(client.pointer, $0) }
  }

  /// Gives the partitions back, which commits what was stored for them, and says whether that was done within the
  /// request timeout.
  private func leaveGroup() -> Bool {
    let deadline = ContinuousClock.now + client.configuration.requestTimeout
    let queue: OpaquePointer = rd_kafka_queue_new(client.pointer)
    defer { rd_kafka_queue_destroy(queue) }
    if let error = rd_kafka_consumer_close_queue(client.pointer, queue) { rd_kafka_error_destroy(error) }
    while rd_kafka_consumer_closed(client.pointer) == 0 {
      guard ContinuousClock.now < deadline else { return false }
      if let event = rd_kafka_queue_poll(queue, 10) { rd_kafka_event_destroy(event) }
    }
    return true
  }

  private func check(_ code: rd_kafka_resp_err_t, _ what: String) throws(KafkaError) {
    guard code == RD_KAFKA_RESP_ERR_NO_ERROR else { throw client.failure(code, what) }
  }
}

extension KafkaOffset {
  fileprivate var librdkafkaOffset: Int64 {
    switch self {
    case .beginning: Int64(RD_KAFKA_OFFSET_BEGINNING)
    case .end: Int64(RD_KAFKA_OFFSET_END)
    case .at(let offset): offset
    // Replaced by an offset before.
    case .timestamp: Int64(RD_KAFKA_OFFSET_BEGINNING)
    }
  }
}
