/// Whether a member's tasks still take messages.
///
/// The member's thread serves the group on its own, so librdkafka cannot see that the tasks are stuck. After
/// `max.poll.interval.ms` without demand the thread stops, and the group gives the partitions to others.
struct ConsumerDemand {
  private let limit: Duration
  private var taken: UInt64 = 0
  private var latest = ContinuousClock.now

  init(_ client: ClientHandle) {
    limit = .milliseconds(client.property("max.poll.interval.ms").flatMap { Int64($0) } ?? 300_000)
  }

  /// - Returns: whether there was demand during the last `max.poll.interval.ms`.
  mutating func note(_ orders: ConsumerOrders) -> Bool {
    let now = ContinuousClock.now
    if orders.isAwaited || orders.taken != taken {
      taken = orders.taken
      latest = now
    }
    return latest.duration(to: now) < limit
  }
}
