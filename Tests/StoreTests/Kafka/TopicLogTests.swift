import Kafka
import Registry
import Testing

@testable import KafkaStorage

/// The rules by which every reader finds the same log in a topic.
@Suite struct TopicLogTests {
  @Test("the parts of an append may come in any order, and repeatedly")
  func order() throws {
    var topic = Topic()
    try topic.write([part(2, 2, of: 3, append: 1), part(0, 0, of: 3, append: 1), part(2, 2, of: 3, append: 1)])
    #expect(topic.tokens == [])
    try topic.write([part(1, 1, of: 3, append: 1), part(1, 1, of: 3, append: 1)])
    #expect(topic.tokens == [10, 11, 12])
  }

  @Test("an append counts from its last record on, and records of others in between change nothing")
  func together() throws {
    var topic = Topic()
    try topic.write([part(0, 0, of: 2, append: 1)])
    #expect(topic.tokens == [])
    try topic.write([part(0, 0, of: 2, append: 2), part(1, 1, of: 2, append: 1), part(1, 1, of: 2, append: 2)])
    #expect(topic.tokens == [10, 11])
    #expect(topic.log.next.rawValue == 2)
  }

  @Test("of appends for one position the first that is complete counts")
  func race() throws {
    var topic = Topic()
    try topic.write([
      part(0, 0, of: 2, append: 1), part(0, 0, of: 1, append: 2), part(1, 1, of: 2, append: 1),
      part(1, 0, of: 1, append: 3, previous: 20), part(1, 0, of: 1, append: 4, previous: 20),
    ])
    #expect(topic.tokens == [20, 30])
  }

  @Test("an append of which a part is missing or comes too late never counts")
  func incomplete() throws {
    var topic = Topic()
    try topic.write([part(0, 0, of: 3, append: 1), part(2, 2, of: 3, append: 1)])
    try topic.write([part(1, 1, of: 2, append: 2)])
    try topic.write([part(0, 0, of: 2, append: 3), part(0, 0, of: 2, append: 3)])
    #expect(topic.tokens == [])
    try topic.write([part(1, 1, of: 2, append: 3)])
    #expect(topic.tokens == [30, 31])
    try topic.write([part(1, 1, of: 3, append: 1), part(0, 0, of: 1, append: 5)])
    #expect(topic.tokens == [30, 31])
  }

  @Test("a record without a header counts where it stands, and begins anew what others have begun")
  func otherRegistry() throws {
    var topic = Topic()
    try topic.write([part(0, 0, of: 2, append: 1), nil, part(1, 1, of: 2, append: 1)])
    #expect(topic.tokens == [1])
    try topic.write([part(1, 0, of: 1, append: 2, previous: 1), nil])
    #expect(topic.tokens == [1, 20, 4])
  }

  @Test("a writer that has read another log does not count")
  func otherHistory() throws {
    var topic = Topic()
    try topic.write([part(0, 0, of: 1, append: 1)])
    try topic.write([part(1, 0, of: 1, append: 2, previous: 99), part(7, 0, of: 1, append: 3, previous: 10)])
    #expect(topic.tokens == [10])
  }

  @Test(
    "a header that nobody understands does not count, and one of a newer version is refused",
    arguments: [
      "", "x", "1", "1 0 0 1 z - 1 1", "1 0 1 1 1 - 1 1", "1 0 0 0 1 - 1 1", "1 -1 0 1 1 - 1 1", "1 0 1 2 1 - 1 1",
      "1 9223372036854775807 0 1 1 - 1 1", "1 0 0 99999999999 1 - 1 1", "1 0 0 1 1 - 1 1 1",
    ])
  func malformed(_ text: String) throws {
    var topic = Topic()
    try topic.write(text: text)
    #expect(topic.tokens == [])
    let error = #expect(throws: StoreError.self) { try topic.write(text: "2 whatever") }
    #expect(error?.description.contains("a newer version of Martlet") == true)
  }

  @Test("a topic whose beginning is gone is refused, unless it is compacted")
  func beginning() throws {
    var topic = Topic(firstOffset: 3)
    let error = #expect(throws: StoreError.self) { try topic.write([nil]) }
    #expect(error?.description.contains("before offset 3 were deleted") == true)
    var compacted = Topic(firstOffset: 3, isWhole: false)
    try compacted.write([nil])
    #expect(compacted.tokens == [3])
    let gap = #expect(throws: StoreError.self) { try compacted.write([part(7, 0, of: 1, append: 1, previous: 3)]) }
    #expect(gap?.description.contains("was compacted") == true)
  }

  @Test("a topic that is looked at again holds what it held", arguments: ["same", "other", "gone", "shorter"])
  func lookingAgain(_ change: String) throws {
    var topic = Topic()
    try topic.write([part(0, 0, of: 1, append: 1), part(1, 0, of: 1, append: 2, previous: 10)])
    #expect(topic.log.lookAgain() == 1)
    switch change {
    case "same":
      try topic.readAgain()
      try topic.write([part(2, 0, of: 1, append: 3, previous: 20)])
      #expect(topic.tokens == [10, 20, 30])
    case "other":
      topic.messages[1] = topic.message(part(1, 0, of: 1, append: 9, previous: 10), at: 1)
      #expect(throws: StoreError.self) { try topic.readAgain() }
    case "gone":
      #expect(throws: StoreError.self) { try topic.write([part(2, 0, of: 1, append: 3, previous: 20)]) }
    default:
      let error = #expect(throws: StoreError.self) { try topic.log.reachEnd() }
      #expect(error?.description.contains("start this node again") == true)
    }
  }

  @Test("a topic that is read anew must come to the same log", arguments: [true, false])
  func restart(isSame: Bool) throws {
    var topic = Topic()
    try topic.write([part(0, 0, of: 1, append: 1), part(1, 0, of: 1, append: 2, previous: 10)])
    topic.log.restart()
    try topic.log.reachEnd(after: isSame ? topic.messages : [topic.messages[0]], expectingFailure: !isSame)
    #expect(topic.log.next.rawValue == (isSame ? 2 : 1))
  }

  @Test("read from a bookmark, a topic comes to the same log as from its beginning", arguments: 0..<9)
  func bookmarks(_ start: Int) throws {
    var whole = Topic()
    try whole.write([
      nil, part(1, 0, of: 1, append: 1, previous: 0), part(1, 0, of: 2, append: 9, previous: 0),
      part(2, 1, of: 2, append: 2, previous: 10), part(2, 0, of: 1, append: 8, previous: 99),
      part(2, 0, of: 2, append: 3, previous: 10), part(3, 1, of: 2, append: 3, previous: 10),
      part(2, 0, of: 2, append: 2, previous: 10), nil, part(5, 0, of: 1, append: 4, previous: 8),
      part(5, 0, of: 1, append: 5, previous: 8),
    ])
    #expect(whole.tokens == [0, 10, 30, 31, 8, 40])
    guard let bookmark = whole.bookmarks.first(where: { $0.position.rawValue >= start }) else { return }
    var rest = Topic(from: bookmark)
    try rest.take(whole.messages.filter { $0.offset >= bookmark.offset })
    #expect(rest.tokens == Array(whole.tokens.dropFirst(Int(bookmark.position.rawValue))))
    #expect(rest.log.next == whole.log.next)
    #expect(rest.log.lastToken == whole.log.lastToken)
    #expect(TopicBookmark(bookmark.description) == bookmark)
  }

  @Test("a topic that no longer has the record at a bookmark is another one", arguments: [true, false])
  func missingBookmark(isShort: Bool) throws {
    let bookmark = try #require(TopicBookmark("7 4 a"))
    var topic = Topic(from: bookmark)
    #expect(topic.log.lookAgain() == 7)
    if isShort {
      let error = #expect(throws: StoreError.self) { try topic.log.missOffset() }
      #expect(error?.description.contains("offset 7 of the topic") == true)
    } else {
      let later = topic.message(nil, at: 9)
      #expect(throws: StoreError.self) { try topic.take([later]) }
    }
  }

  @Test(
    "what is no bookmark is none",
    arguments: [
      "", "7", "7 4", "7 4 a b", "-1 0 -", "3 4 a", "7 4 -", "7 0 a", "7 4 g", "x 4 a", "9223372036854775807 1 a",
    ])
  func noBookmark(_ text: String) {
    #expect(TopicBookmark(text) == nil)
  }

  /// A part of an append, whose tokens are its mark times ten, and so on.
  private func part(_ position: Int64, _ part: Int, of count: Int, append: UInt64, previous: UInt64? = nil)
    -> EntryHeader
  {
    EntryHeader(
      position: LogPosition(rawValue: position), part: part, count: count, append: append, previous: previous,
      token: append * 10 + UInt64(part), timestamp: 7)
  }
}

extension TopicLog {
  fileprivate mutating func reachEnd(after messages: [KafkaMessage], expectingFailure: Bool) throws {
    for message in messages { _ = try take(message) }
    if expectingFailure {
      #expect(throws: StoreError.self) { try reachEnd() }
    } else {
      try reachEnd()
    }
  }
}

/// A topic in memory, and the log that a reader finds in it.
private struct Topic {
  var log: TopicLog
  var messages: [KafkaMessage] = []
  var tokens: [UInt64] = []
  var bookmarks: [TopicBookmark] = []
  private var offset: Int64

  init(from bookmark: TopicBookmark) {
    log = TopicLog(name: "log", isWhole: true, from: bookmark)
    offset = bookmark.offset
  }

  init(firstOffset: Int64 = 0, isWhole: Bool = true) {
    log = TopicLog(name: "log", isWhole: isWhole)
    offset = firstOffset
  }

  /// Writes records, nil for one of another registry, and reads them.
  mutating func write(_ headers: [EntryHeader?]) throws {
    for header in headers { try write(message(header, at: offset)) }
  }

  mutating func write(text: String) throws {
    try write(message([KafkaHeader(name: EntryHeader.name, value: Array(text.utf8))], at: offset))
  }

  mutating func readAgain() throws {
    for message in messages.suffix(1) { _ = try log.take(message) }
    try log.reachEnd()
  }

  func message(_ header: EntryHeader?, at offset: Int64) -> KafkaMessage {
    message(header.map { [$0.stored] } ?? [], at: offset)
  }

  private func message(_ headers: [KafkaHeader], at offset: Int64) -> KafkaMessage {
    KafkaMessage(
      topic: "log", partition: 0, offset: offset, key: Array(#"{"keytype":"NOOP","magic":0}"#.utf8), value: nil,
      headers: headers, timestamp: 1)
  }

  private mutating func write(_ message: KafkaMessage) throws {
    offset += 1
    messages.append(message)
    try take([message])
  }

  mutating func take(_ messages: [KafkaMessage]) throws {
    for message in messages {
      let addition = try log.take(message)
      tokens += addition.entries.map(\.token)
      if let bookmark = addition.bookmark { bookmarks.append(bookmark) }
    }
  }
}
