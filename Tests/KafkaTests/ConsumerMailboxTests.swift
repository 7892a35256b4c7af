import Testing

@testable import Kafka

@Suite("Mailbox between a consumer's thread and its tasks")
struct ConsumerMailboxTests {
  @Test("wishes that the busy thread has already seen do not end its next wait")
  func noLeftoverSignals() async throws {
    let client = try ClientHandle(reading: .unreachable)
    let mailbox = ConsumerMailbox(client, isGroup: false)
    for _ in 0..<3 {
      let reader = Task { try await mailbox.next() }
      while !mailbox.takeOrders().isAwaited { await Task.yield() }
      reader.cancel()
      #expect(try await reader.value == nil)
    }
    _ = mailbox.takeOrders()
    async let orders = BlockingWork.run("martlet.kafka.test") {
      mailbox.waitForOrders()
      return mailbox.takeOrders()
    }
    try await Task.sleep(for: .milliseconds(50))
    mailbox.stop()
    #expect(await orders.isStopping)
    await BlockingWork.run("martlet.kafka.test") { client.destroy() }
  }

  @Test("a wish that came while the thread was busy ends its next wait at once")
  func wishBeforeWait() async throws {
    let client = try ClientHandle(reading: .unreachable)
    let mailbox = ConsumerMailbox(client, isGroup: false)
    mailbox.stop()
    let orders = await BlockingWork.run("martlet.kafka.test") {
      mailbox.waitForOrders()
      return mailbox.takeOrders()
    }
    #expect(orders.isStopping)
    await BlockingWork.run("martlet.kafka.test") { client.destroy() }
  }
}
