import Foundation
import GRDB
import Registry
import RegistryTesting
import SQLiteStorage
import SchemaCore
import Testing

/// A log of which parts cannot be read: the rest is, and nothing moves.
@Suite struct DamagedLogTests {
  @Test(
    "a row that cannot be understood says so in its place",
    arguments: [
      ("UPDATE log SET key = '{}' WHERE position = 1", UnreadableRecord.Part.key, "keytype"),
      ("UPDATE log SET key = replace(key, 'CONTEXT', 'SPELL') WHERE position = 1", .key, "SPELL"),
      ("UPDATE log SET value = 'x' || value WHERE position = 1", .value, "the value is not JSON: 1:1"),
      ("UPDATE log SET key = CAST(x'7BFF7D' AS TEXT) WHERE position = 1", .row, "not UTF-8"),
      ("DELETE FROM log WHERE position = 1", .row, "missing"),
    ])
  func row(sql: String, part: UnreadableRecord.Part, reason: String) async throws {
    let folder = try TemporaryFolder()
    let path = try await Self.log(of: 3, in: folder)
    let database = try DatabaseQueue(path: path)
    try await database.write { try $0.execute(sql: sql) }
    try database.close()

    let store = try SQLiteStore(path: path)
    let entries = try await store.entries(from: .start, limit: 10)
    #expect(entries.map(\.position.rawValue) == [0, 1, 2])
    #expect(entries[0] == Self.entry(0))
    #expect(entries[2] == Self.entry(2))
    let record = try #require(Self.unreadable(entries[1]))
    #expect(record.part == part)
    #expect(record.reason.contains(reason), "\(record.reason)")
    #expect((record.key == nil) == (part != .value))
    await store.close()
  }

  @Test("a text with the character that stands for what is no text is a text")
  func replacementCharacter() async throws {
    let folder = try TemporaryFolder()
    let store = try SQLiteStore(path: folder.path + "/martlet.db")
    let entry = LogEntry(position: .start, timestamp: 5, token: 9, record: .context(ContextName("a\u{FFFD}b")))
    try await store.append([entry])
    #expect(try await store.entries(from: .start, limit: 1) == [entry])
    await store.close()
  }

  @Test("a page that is damaged costs its own rows, whatever is read at a time", arguments: [1, 7, 10_000])
  func page(limit: Int) async throws {
    let folder = try TemporaryFolder()
    let path = try await Self.log(of: 600, in: folder)
    try Self.overwrite(page: 12, of: path)
    let store = try SQLiteStore(path: path)
    var entries: [LogEntry] = []
    while case let news = try await store.entries(from: LogPosition(rawValue: Int64(entries.count)), limit: limit),
      !news.isEmpty
    {
      #expect(news.count <= limit)
      entries += news
    }
    #expect(entries.map(\.position.rawValue) == Array(0..<600))
    let lost = entries.filter { Self.unreadable($0) != nil }
    #expect((5..<100).contains(lost.count))
    #expect(
      entries.filter { Self.unreadable($0) == nil }
        == (0..<600).map(Self.entry).filter { entry in
          !lost.contains { $0.position == entry.position }
        })
    // What comes after is not affected.
    try await store.append([Self.entry(600)])
    #expect(try await store.entries(from: LogPosition(rawValue: 600), limit: 2) == [Self.entry(600)])
    await store.close()
  }

  @Test("where the end of the log is damaged the rest is read, and nothing can be appended")
  func end() async throws {
    let folder = try TemporaryFolder()
    let path = try await Self.log(of: 600, in: folder)
    try Self.overwrite(page: try Self.pageCount(of: path), of: path)
    let store = try SQLiteStore(path: path)
    let entries = try await store.entries(from: .start, limit: 10_000)
    #expect((400..<600).contains(entries.count))
    #expect(entries.dropLast() == (0..<entries.count - 1).map(Self.entry)[...])
    #expect(entries.last.flatMap(Self.unreadable)?.reason.contains("to the end") == true)
    let end = LogPosition(rawValue: Int64(entries.count))
    #expect(try await store.entries(from: end, limit: 10) == [])
    let error = await #expect(throws: StoreError.self) { try await store.append([Self.entry(entries.count)]) }
    #expect(error?.description.contains("restore it from a backup") == true)
    await store.close()
  }

  @Test("a log of which nothing can be read is refused")
  func root() async throws {
    let folder = try TemporaryFolder()
    let path = try await Self.log(of: 600, in: folder)
    for page in 2...(try Self.pageCount(of: path)) { try Self.overwrite(page: page, of: path) }
    await #expect(throws: StoreError.self) {
      let store = try SQLiteStore(path: path)
      _ = try await store.entries(from: .start, limit: 10)
    }
  }

  /// Makes a log, closed.
  private static func log(of count: Int, in folder: TemporaryFolder) async throws -> String {
    let path = folder.path + "/martlet.db"
    let store = try SQLiteStore(path: path)
    try await store.append((0..<count).map(entry))
    await store.close()
    return path
  }

  private static func pageCount(of path: String) throws -> Int {
    try #require(FileManager.default.attributesOfItem(atPath: path)[.size] as? Int) / pageSize
  }

  private static let pageSize = 4096

  /// - Parameter page: its number, from 1.
  private static func overwrite(page: Int, of path: String) throws {
    let file = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
    try file.seek(toOffset: UInt64((page - 1) * pageSize))
    try file.write(contentsOf: Data(repeating: 0xA5, count: pageSize))
    try file.close()
  }

  private static func unreadable(_ entry: LogEntry) -> UnreadableRecord? {
    if case .unreadable(let record) = entry.record { record } else { nil }
  }

  private static func entry(_ position: Int) -> LogEntry {
    LogEntry(
      position: LogPosition(rawValue: Int64(position)), timestamp: 5, token: 9,
      record: .context(ContextName("context\(position)")))
  }
}
