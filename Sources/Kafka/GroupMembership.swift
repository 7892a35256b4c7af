import CKafka
import Synchronization

/// What a consumer does as a member of a group: it commits, and takes and gives back partitions.
///
/// All of it runs on the consumer's thread, rebalances from within its polls.
final class GroupMembership: Sendable {
  private let client: ClientHandle
  private let mailbox: ConsumerMailbox
  private let pauses = Mutex(false)
  private let givenBack = Mutex<Set<TopicPartition>>([])
  private let rebalanceCount = Atomic<Int>(0)

  init(_ client: ClientHandle, _ mailbox: ConsumerMailbox) {
    self.client = client
    self.mailbox = mailbox
  }

  /// How many times partitions were taken or given back.
  var rebalances: Int { rebalanceCount.load(ordering: .relaxed) }

  func subscribe(to topics: [String]) throws(KafkaError) {
    client.events.handleRebalances { [self] code, list in rebalance(code, list) }
    let list = topics.map { (TopicPartition(topic: $0, partition: RD_KAFKA_PARTITION_UA), Int64(0)) }
    let code = TopicPartition.withList(list) { rd_kafka_subscribe(client.pointer, $0) }
    guard code == RD_KAFKA_RESP_ERR_NO_ERROR else { throw client.failure(code, "subscribing to \(topics)") }
  }

  // Offsets

  func obey(_ orders: ConsumerOrders) {
    // A mark whose partition has gone to another member is that one's business now.
    for (partition, offset) in orders.marks { _ = store(partition, offset) }
    for commit in orders.commits {
      commit.continuation.resume(returning: Result { () throws(KafkaError) in try self.commit(commit) })
    }
    for request in orders.identityRequests {
      request.resume(returning: Result { () throws(KafkaError) in try GroupIdentity(of: client) })
    }
  }

  private func commit(_ commit: ConsumerOrders.Commit) throws(KafkaError) {
    // Storing fails for a partition that was taken away. Committing would not, and would overwrite its new owner's.
    var code = store(commit.partition, commit.offset)
    if code == RD_KAFKA_RESP_ERR_NO_ERROR {
      code = TopicPartition.withList([(commit.partition, commit.offset)]) { rd_kafka_commit(client.pointer, $0, 0) }
    }
    guard code == RD_KAFKA_RESP_ERR_NO_ERROR else {
      throw client.failure(code, "committing offset \(commit.offset) of \(commit.partition)")
    }
  }

  private func store(_ partition: TopicPartition, _ offset: Int64) -> rd_kafka_resp_err_t {
    TopicPartition.withList([(partition, offset)]) { rd_kafka_offsets_store(client.pointer, $0) }
  }

  /// Commits before the partitions have another owner. If that fails, it reads again what was processed here.
  private func commitStored(for partitions: [TopicPartition]) {
    let code = rd_kafka_commit(client.pointer, nil, 0)
    guard code != RD_KAFKA_RESP_ERR_NO_ERROR, code != RD_KAFKA_RESP_ERR__NO_OFFSET else { return }
    client.events.report(
      .warning, client.failure(code, "Partitions were given back without a commit: \(partitions)").message)
  }

  // Rebalances

  /// Partitions that were given back since this was last asked.
  func takeGivenBack() -> Set<TopicPartition> {
    givenBack.withLock { partitions in
      defer { partitions = [] }
      return partitions
    }
  }

  func rebalance(
    _ code: rd_kafka_resp_err_t, _ list: UnsafeMutablePointer<rd_kafka_topic_partition_list_t>
  ) {
    let partitions = TopicPartition.all(in: list.pointee)
    if code == RD_KAFKA_RESP_ERR__ASSIGN_PARTITIONS {
      mailbox.gain(partitions)
      client.events.report(.info, "The group assigned \(partitions.count) partitions: \(partitions)")
      check(isCooperative ? rd_kafka_incremental_assign(client.pointer, list) : assign(list))
    } else {
      let isLost = rd_kafka_assignment_lost(client.pointer) != 0
      client.events.report(
        isLost ? .warning : .info,
        isLost
          ? "Partitions were lost, and are read again from the last commit: \(partitions)"
          : "The group takes back \(partitions.count) partitions: \(partitions)")
      mailbox.beginHandingOver(partitions)
      if !isLost { finishWhatIsInHand(partitions) }
      for (partition, offset) in mailbox.lose(partitions) where !isLost { _ = store(partition, offset) }
      // At the end librdkafka commits by itself, and there is a time limit for it.
      if !isLost, !mailbox.isStopping { commitStored(for: partitions) }
      // librdkafka remembers a pause beyond the assignment.
      if isPaused { rd_kafka_resume_partitions(client.pointer, list) }
      givenBack.withLock { $0.formUnion(partitions) }
      check(isCooperative ? rd_kafka_incremental_unassign(client.pointer, list) : assign(nil))
    }
    rebalanceCount.add(1, ordering: .relaxed)
  }

  /// Messages that tasks have in hand would be read again by the partition's next owner, so they get a little time.
  private func finishWhatIsInHand(_ partitions: [TopicPartition]) {
    let deadline = ContinuousClock.now + client.configuration.handOverTimeout
    while true {
      obey(mailbox.takeOrders())
      let remaining = ContinuousClock.now.duration(to: deadline)
      if mailbox.isSettled(partitions) || mailbox.isStopping || remaining <= .zero { break }
      mailbox.waitForOrders(upTo: remaining)
    }
    // Commits that somebody waits for.
    obey(mailbox.takeOrders())
  }

  private var isCooperative: Bool {
    rd_kafka_rebalance_protocol(client.pointer).map { String(cString: $0) } == "COOPERATIVE"
  }

  /// A failure means that the client has become unusable. The next poll throws why.
  private func check(_ error: OpaquePointer?) {
    guard let error else { return }
    client.events.report(.error, KafkaError(consuming: error, doing: "changing the assignment").description)
  }

  private func assign(_ list: UnsafeMutablePointer<rd_kafka_topic_partition_list_t>?) -> OpaquePointer? {
    let code = rd_kafka_assign(client.pointer, list)
    return code == RD_KAFKA_RESP_ERR_NO_ERROR ? nil : martlet_kafka_error(code)
  }

  // Demand

  /// Whether fetching is stopped.
  var isPaused: Bool { pauses.withLock { $0 } }

  /// Stops fetching, so that the thread can go on serving the group while nobody takes messages.
  func pause() {
    changePause(to: true) { rd_kafka_pause_partitions(client.pointer, $0) }
  }

  func resume() {
    changePause(to: false) { rd_kafka_resume_partitions(client.pointer, $0) }
  }

  private func changePause(
    to value: Bool, _ change: (UnsafeMutablePointer<rd_kafka_topic_partition_list_t>) -> rd_kafka_resp_err_t
  ) {
    guard isPaused != value else { return }
    pauses.withLock { $0 = value }
    var list: UnsafeMutablePointer<rd_kafka_topic_partition_list_t>?
    guard rd_kafka_assignment(client.pointer, &list) == RD_KAFKA_RESP_ERR_NO_ERROR, let list else { return }
    defer { rd_kafka_topic_partition_list_destroy(list) }
    _ = change(list)
  }
}
