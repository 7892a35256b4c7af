import BackupStorage
import Foundation
import Registry
import RegistryTesting
import SchemaCore
import Testing
import Zlib

@Suite struct BackupStoreTests {
  @Test("a backup holds records of every kind as they were, and says whose they are")
  func everyKind() async throws {
    let fixture = try BackupFixture()
    let entries = try StoreConformance.everyKindOfRecord()
    let summary = try await fixture.write(entries)
    let backup = try await BackupStore(path: fixture.path)
    #expect(try await BackupFixture.all(of: backup) == entries)
    #expect(try await backup.integrityProblems() == [])
    #expect(backup.origin == BackupFixture.origin)
    #expect(backup.end == summary.end)
    #expect(summary.end.records == Int64(entries.count))
    #expect(summary.end.lastToken == entries.last?.token)
  }

  @Test("a log of many blocks is read from any position, whatever is read at a time", arguments: [1, 999, 5_000])
  func manyBlocks(limit: Int) async throws {
    let fixture = try BackupFixture()
    let entries = BackupFixture.log(of: limit == 1 ? 30 : 2_500)
    try await fixture.write(entries)
    let backup = try await BackupStore(path: fixture.path)
    #expect(try await BackupFixture.all(of: backup, limit: limit) == entries)
    let middle = entries.count / 2
    let found = try await backup.entries(from: LogPosition(rawValue: Int64(middle)), limit: 2)
    #expect(found.first == entries[middle])
  }

  @Test("an empty log has a backup too")
  func empty() async throws {
    let fixture = try BackupFixture()
    try await fixture.write([])
    let backup = try await BackupStore(path: fixture.path)
    #expect(try await backup.entries(from: .start, limit: 10) == [])
    #expect(try await backup.integrityProblems() == [])
  }

  @Test("a backup is a gzip file of JSON lines for every other program")
  func gzip() async throws {
    let fixture = try BackupFixture()
    let entries = BackupFixture.log(of: 1_500)
    try await fixture.write(entries)
    var rest = [UInt8](try Data(contentsOf: URL(filePath: fixture.path)))[...]
    var text: [UInt8] = []
    let decoder = try DeflateDecoder(.gzip)
    while !rest.isEmpty {
      var member: [UInt8] = []
      let read = try rest.withUnsafeBytes { try decoder.decode($0, into: &member, limit: 1 << 20) }
      text += member
      rest = rest.dropFirst(read)
    }
    let lines = try String(decoding: text, as: UTF8.self).split(separator: "\n").map {
      try JSONParser.parse(String($0))
    }
    #expect(lines.count == entries.count + 2)
    #expect(lines.first?.object?["martlet"] == "backup")
    #expect(lines[1].object?["key"]?.object?["subject"] == "s0")
    #expect(lines[1].object?["value"]?.object?["id"] == .number(JSONNumber(1)))
    #expect(lines.last?.object?["records"] == .number(JSONNumber(1_500)))
  }

  @Test("a file that was cut off anywhere is not whole, and what is left of it is the beginning of the log")
  func truncation() async throws {
    let fixture = try BackupFixture()
    let entries = BackupFixture.log(of: 1_200)
    try await fixture.write(entries)
    let whole = try Data(contentsOf: URL(filePath: fixture.path))
    for length in stride(from: 0, to: whole.count, by: whole.count / 15) {
      try whole.prefix(length).write(to: URL(filePath: fixture.path))
      guard let backup = try await fixture.opened() else { continue }
      #expect(try await backup.integrityProblems().isEmpty == false, "\(length) bytes")
      #expect(backup.end == nil)
      let left = try await BackupFixture.all(of: backup)
      #expect(left == Array(entries.prefix(left.count)))
    }
  }

  @Test("whatever byte is changed is noticed, costs its own block at most, and no position moves")
  func flippedBytes() async throws {
    let fixture = try BackupFixture()
    let entries = BackupFixture.log(of: 1_300)
    try await fixture.write(entries)
    let whole = try Data(contentsOf: URL(filePath: fixture.path))
    for offset in stride(from: 1, to: whole.count, by: whole.count / 23) {
      var changed = whole
      changed[offset] ^= 0x10
      try changed.write(to: URL(filePath: fixture.path))
      guard let backup = try await fixture.opened() else {
        // The first block says what the file is.
        #expect(offset < 200)
        continue
      }
      #expect(try await backup.integrityProblems().isEmpty == false, "byte \(offset)")
      let read = try await BackupFixture.all(of: backup)
      for (entry, original) in zip(read, entries) where !entry.isUnreadable { #expect(entry == original) }
      #expect(read.count == entries.count || backup.end == nil, "byte \(offset)")
      #expect(read.count(where: \.isUnreadable) <= 1_000)
    }
  }

  @Test("damage is located: the block, and the positions that are lost")
  func located() async throws {
    let fixture = try BackupFixture()
    try await fixture.write(BackupFixture.log(of: 2_400))
    try fixture.change { bytes in
      for place in bytes.count / 2..<bytes.count / 2 + 100 { bytes[place] = 0 }
    }
    let backup = try await BackupStore(path: fixture.path)
    let problems = try await backup.integrityProblems()
    #expect(problems.contains { $0.hasPrefix("the block at byte ") }, "\(problems)")
    #expect(problems.contains("the checksum of the whole is not the one that its end says"))
    let lost = try await BackupFixture.all(of: backup).filter(\.isUnreadable)
    let (first, last) = (try #require(lost.first?.position.rawValue), try #require(lost.last?.position.rawValue))
    #expect(first > 0 && last < 2_399)
    #expect(lost.map(\.position.rawValue) == Array(first...last))
  }

  @Test("what is no backup is refused", arguments: ["", "no backup at all", "\u{1F}\u{8B}\u{8}"])
  func noBackup(_ text: String) async throws {
    let fixture = try BackupFixture()
    _ = try fixture.folder.file("registry.backup", text.utf8)
    if text.isEmpty {
      // An empty file is one that was cut off at once.
      #expect(try await BackupStore(path: fixture.path).integrityProblems().count > 0)
      return
    }
    let error = await #expect(throws: StoreError.self) { _ = try await BackupStore(path: fixture.path) }
    #expect(error?.description.contains("no backup of a registry") == true)
  }

  @Test("nothing is appended to a backup")
  func readOnly() async throws {
    let fixture = try BackupFixture()
    try await fixture.write([])
    let backup = try await BackupStore(path: fixture.path)
    await #expect(throws: StoreError.self) { try await backup.append(BackupFixture.log(of: 1)) }
  }

  @Test("a store that fails in the middle leaves the older backup as it was, and nothing else")
  func failure() async throws {
    let fixture = try BackupFixture()
    try await fixture.write(BackupFixture.log(of: 3))
    let before = try Data(contentsOf: URL(filePath: fixture.path))
    await #expect(throws: StoreError.unavailable("gone")) {
      _ = try await BackupWriter(BackupFixture.origin, to: fixture.path).write(FailingStore())
    }
    #expect(try Data(contentsOf: URL(filePath: fixture.path)) == before)
    #expect(try FileManager.default.contentsOfDirectory(atPath: fixture.folder.path) == ["registry.backup"])
  }

  @Test("a backup of the first format is read")
  func golden() async throws {
    let fixture = try BackupFixture()
    _ = try fixture.folder.file("registry.backup", try Fixtures.fixtureBytes("store/format-1.backup"))
    let backup = try await BackupStore(path: fixture.path)
    #expect(try await backup.integrityProblems() == [])
    let entries = try await BackupFixture.all(of: backup)
    #expect(entries.map(\.position.rawValue) == Array(0..<15))
    #expect(entries.map(\.timestamp) == (0..<15).map { 1_700_000_000_000 + $0 })
    #expect(entries.filter(\.isUnreadable) == [])
    let schemas = entries.compactMap {
      if case .schema(let record) = $0.record { record.key.subject.description } else { nil }
    }
    #expect(schemas == ["leaf", "tree", ":.c:proto", ":.c:json", "gone"])
    #expect(entries[8].token == 0xD)
    #expect(backup.origin?.store == "sqlite:registry.db")
  }
}

/// A store that is lost after its first entries.
private struct FailingStore: RegistryStore {
  func entries(from position: LogPosition, limit: Int) async throws(StoreError) -> [LogEntry] {
    if position > .start { throw .unavailable("gone") }
    return BackupFixture.log(of: 5)
  }

  func append(_ entries: [LogEntry]) async throws(StoreError) {}

  func close() async {}
}
