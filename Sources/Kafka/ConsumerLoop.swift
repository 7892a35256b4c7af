import CKafka

/// The thread of a consumer: the only user of its client, from subscribing to leaving the group.
final class ConsumerLoop: Sendable {
  private let client: ClientHandle
  private let mailbox: ConsumerMailbox
  private let source: KafkaConsumer.Source
  /// `nil` without a group.
  private let membership: GroupMembership?

  init(_ client: ClientHandle, _ mailbox: ConsumerMailbox, source: KafkaConsumer.Source) {
    self.client = client
    self.mailbox = mailbox
    self.source = source
    membership = source.group == nil ? nil : GroupMembership(client, mailbox)
  }

  func run() {
    var hasEnded = false
    func end(_ ending: Result<Void, KafkaError>) {
      hasEnded = true
      mailbox.finish(ending)
    }
    var starts = ConsumerStarts()
    do throws(KafkaError) { starts = try startReading() } catch { end(.failure(error)) }
    var poll = ConsumerPoll(client, membership, notBefore: starts.earliest)
    var demand = ConsumerDemand(client)
    func fetch(atMost limit: Int, waiting: Bool) -> Bool {
      let batch = poll.next(atMost: limit, waiting: waiting) { mailbox.isStopping }
      mailbox.deliver(batch.messages)
      if let ending = batch.ending { end(ending) }
      return !batch.messages.isEmpty
    }
    var orders = mailbox.takeOrders()
    while !orders.isStopping {
      membership?.obey(orders)
      let isAlive = demand.note(orders) || membership == nil
      if hasEnded || orders.isReadingStopped || !isAlive {
        rest()
      } else if orders.room == 0 || membership?.isPaused == true && !orders.isLow {
        rest()
        if let membership, !mailbox.isLow {
          membership.pause()
          _ = fetch(atMost: 1, waiting: false)
        }
      } else {
        membership?.resume()
        let isFetched = fetch(atMost: orders.room, waiting: orders.isAwaited)
        if !isFetched, !orders.isAwaited { rest() }
      }
      orders = mailbox.takeOrders()
    }
    membership?.obey(orders)
    mailbox.finish(.success(()))
    // librdkafka goes on trying to commit until the session times out. Nobody has to wait for that.
    if !leaveGroup() { mailbox.markClosed() }
    client.events.handleRebalances(nil)
    client.destroy()
    mailbox.markClosed()
  }

  /// Waits for wishes. A member of a group must look after the group all the same.
  private func rest() {
    mailbox.waitForOrders(upTo: membership == nil ? nil : .seconds(1))
  }

  /// Sees that a broker answers, so that a wrong address becomes an error, and asks for the partitions.
  private func startReading() throws(KafkaError) -> ConsumerStarts {
    try client.requireReachable { mailbox.isStopping }
    var starts = ConsumerStarts()
    switch source {
    case .group(_, let topics):
      try membership?.subscribe(to: topics)
      return starts
    case .topics(let topics, let offset):
      for topic in topics {
        for partition in 0..<(try client.partitionCount(of: topic)) {
          starts.add(KafkaPartitionStart(topic: topic, partition: partition, offset: offset))
        }
      }
    case .partitions(let partitions):
      for topic in Set(partitions.map(\.topic)) {
        let count = try client.partitionCount(of: topic)
        for start in partitions where start.topic == topic {
          guard (0..<count).contains(start.partition) else { throw .unknownPartition(start, count: count) }
          starts.add(start)
        }
      }
    }
    try starts.assign(to: client)
    return starts
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
      guard let event = rd_kafka_queue_poll(queue, 10) else { continue }
      if rd_kafka_event_type(event) == RD_KAFKA_EVENT_REBALANCE,
        let list = rd_kafka_event_topic_partition_list(event)
      {
        membership?.rebalance(rd_kafka_event_error(event), list)
      }
      rd_kafka_event_destroy(event)
    }
    return true
  }
}

extension KafkaError {
  fileprivate static func unknownPartition(_ start: KafkaPartitionStart, count: Int32) -> KafkaError {
    KafkaError(
      code: .unknownPartition,
      message: "There is no partition \(start.partition) in topic \(start.topic), which has \(count)")
  }
}
