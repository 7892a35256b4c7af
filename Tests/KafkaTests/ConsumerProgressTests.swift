import Testing

@testable import Kafka

@Suite("Progress of a group's member")
struct ConsumerProgressTests {
  /// A member that has partition 0, and the tasks that take its messages.
  private final class Member {
    private let partition = TopicPartition(topic: "birds", partition: 0)
    private var progress = ConsumerProgress()

    init(taken: ClosedRange<Int64>) {
      gain()
      take(taken)
    }

    var isSettled: Bool { progress.isSettled([partition]) }

    func gain() { progress.gain([partition]) }
    func lose() { progress.lose([partition]) }

    func take(_ offsets: ClosedRange<Int64>) {
      for offset in offsets where fetch(offset) { progress.noteTaken(message(offset)) }
    }

    func fetch(_ offset: Int64) -> Bool { progress.noteFetched(message(offset)) }
    func isTaken(_ offset: Int64) -> Bool { progress.isTaken(message(offset)) }
    func process(_ offset: Int64) -> Int64? { progress.noteProcessed(message(offset)) }
    func skip(_ offset: Int64) -> Int64? { progress.noteSkipped(message(offset)) }

    private func message(_ offset: Int64) -> KafkaMessage {
      KafkaMessage(topic: "birds", partition: 0, offset: offset, key: nil, value: nil)
    }
  }

  @Test("a processed message is where to go on after")
  func processed() {
    let member = Member(taken: 5...8)
    #expect(!member.isSettled)
    #expect(member.process(6) == 7)
    #expect(member.process(8) == 9)
    #expect(member.isSettled)
  }

  @Test("a message before a processed one is no news")
  func older() {
    let member = Member(taken: 5...8)
    #expect(member.process(7) == 8)
    #expect(member.process(7) == nil)
    #expect(member.process(5) == nil)
  }

  @Test("a message that was not taken does not count", arguments: [4, 9])
  func notTaken(offset: Int64) {
    let member = Member(taken: 5...8)
    #expect(member.process(offset) == nil)
    #expect(!member.isTaken(offset))
  }

  @Test("a partition that is gone has no progress, and its messages are not kept")
  func lost() {
    let member = Member(taken: 5...8)
    member.lose()
    #expect(member.process(6) == nil)
    #expect(!member.fetch(9))
    #expect(member.isSettled)
  }

  @Test("a message that was in hand when the partition went does not count when it comes back")
  func regained() {
    let member = Member(taken: 5...8)
    member.lose()
    member.gain()
    member.take(6...6)
    #expect(member.process(8) == nil)
    #expect(member.process(5) == nil)
    #expect(member.process(6) == 7)
  }

  @Test("a skipped message counts at once when everything before it was processed")
  func skipped() {
    let member = Member(taken: 5...5)
    #expect(member.skip(5) == 6)
    member.take(6...7)
    #expect(member.process(6) == 7)
    #expect(member.skip(7) == 8)
    #expect(member.isSettled)
  }

  @Test("a skipped message counts no sooner than those before it, and with them")
  func skippedLater() {
    let member = Member(taken: 5...6)
    #expect(member.skip(6) == nil)
    member.take(7...7)
    #expect(member.skip(7) == nil)
    member.take(8...8)
    member.take(9...9)
    #expect(member.skip(9) == nil)
    #expect(member.process(5) == 8)
    #expect(!member.isSettled)
    #expect(member.process(8) == 10)
    #expect(member.isSettled)
  }

  @Test("the memory of skipped messages is bounded")
  func boundedMemory() {
    let member = Member(taken: 0...0)
    for offset in stride(from: Int64(1), to: 10_000, by: 2) {
      member.take(offset...offset)
      _ = member.skip(offset)
      member.take(offset + 1...offset + 1)
    }
    #expect(member.process(0) == 2)
    #expect(member.process(10_000) == 10_001)
  }
}
