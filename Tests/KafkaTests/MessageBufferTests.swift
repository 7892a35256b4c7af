import Testing

@testable import Kafka

@Suite("Message buffer")
struct MessageBufferTests {
  @Test("messages come out in the order they went in")
  func order() {
    var buffer = MessageBuffer()
    var out: [Int64] = []
    for offset in 0..<2000 {
      buffer.append(message(offset, size: 1))
      if offset % 3 != 0, let first = buffer.popFirst() { out.append(first.offset) }
    }
    while let first = buffer.popFirst() { out.append(first.offset) }
    #expect(out == (0..<2000).map(Int64.init))
    #expect(buffer.isEmpty)
  }

  @Test("room and need follow the number of messages")
  func count() {
    var buffer = MessageBuffer()
    let room = buffer.room
    for offset in 0..<room { buffer.append(message(offset, size: 1)) }
    #expect(buffer.room == 0)
    #expect(!buffer.isLow)
    _ = buffer.popFirst()
    #expect(buffer.room == 1)
    for _ in 0..<room / 2 { _ = buffer.popFirst() }
    #expect(buffer.isLow)
  }

  @Test("room and need follow the size of messages")
  func size() {
    var buffer = MessageBuffer()
    buffer.append(message(0, size: MessageBuffer.maximumSize))
    #expect(buffer.room == 0)
    #expect(!buffer.isLow)
    _ = buffer.popFirst()
    #expect(buffer.room > 0)
    #expect(buffer.isLow)
  }

  private func message(_ offset: Int, size: Int) -> KafkaMessage {
    KafkaMessage(
      topic: "birds", partition: 0, offset: Int64(offset), key: nil, value: [UInt8](repeating: 0, count: size))
  }
}
