import Avro
import MirroredStorage
import Registry
import RegistryTesting
import SQLiteStorage
import SchemaCore
import Synchronization
import Testing

@Suite struct MirroredStoreTests {
  private let folder: TemporaryFolder
  private var path: String { folder.path + "/copy.db" }

  init() throws {
    folder = try TemporaryFolder()
  }

  @Test("a store with a local copy keeps every promise", arguments: StoreConformance.checks)
  func conformance(_ check: StoreConformance.Check) async throws {
    let store = try await mirror(of: SharedLog())
    try await check.run(store)
    await store.close()
  }

  @Test("what the store holds is in the copy afterwards, and each kind of record as it was")
  func copying() async throws {
    let log = SharedLog(try StoreConformance.everyKindOfRecord())
    let store = try await mirror(of: log)
    try await readAll(store)
    let end = LogPosition(rawValue: Int64(log.entries.count))
    try await store.append([LogEntry(position: end, timestamp: 9, token: 9, record: .noop)])
    await store.close()
    #expect(try await copied() == log.entries)
  }

  @Test("a node with a copy reads from the store only what the copy does not have")
  func rest() async throws {
    let log = SharedLog((0..<5_000).map { noop($0) })
    let first = try await mirror(of: log)
    try await readAll(first)
    await first.close()
    let earlier = log.readings.count
    log.entries += (5_000..<5_010).map { noop($0) }
    let second = try await mirror(of: log)
    #expect(try await readAll(second) == log.entries)
    // The copy's last entry is looked at, and then what follows.
    #expect(Array(log.readings.dropFirst(earlier)) == [4_999..<5_000, 5_000..<5_010])
    await second.close()
    #expect(try await copied().count == 5_010)
  }

  @Test("while the store is away the copy is read to its end once, and then it is said that there may be more")
  func away() async throws {
    let log = try await copiedLog(3)
    log.isAway = true
    let store = try await mirror(of: log)
    #expect(store.absence?.lastChange == 5)
    #expect(store.absence?.reason.contains("shared: nobody answers") == true)
    #expect(try await readAll(store) == log.entries)
    let end = LogPosition(rawValue: 3)
    let reading = await #expect(throws: StoreError.self) { _ = try await store.entries(from: end, limit: 1) }
    let writing = await #expect(throws: StoreError.self) { try await store.append([noop(3)]) }
    for error in [reading, writing] {
      guard case .unavailable(let reason)? = error else { return #expect(Bool(false), "\(String(describing: error))") }
      #expect(reason.contains("takes no writes until the store is back"))
    }
    await store.close()
    #expect(log.entries.count == 3)
  }

  @Test("a store that is back is caught up with, and takes writes, without a new start")
  func back() async throws {
    let log = try await copiedLog(3)
    log.isAway = true
    let events = ToldEvents()
    let store = try await mirror(of: log, events)
    try await readAll(store)
    log.entries += [noop(3), noop(4)]
    log.isAway = false
    try await eventually { store.absence == nil }
    await store.waitForEntries(from: LogPosition(rawValue: 3))
    #expect(try await store.entries(from: LogPosition(rawValue: 3), limit: 10) == [noop(3), noop(4)])
    try await store.append([noop(5)])
    await store.close()
    #expect(events.names == ["is back"])
    #expect(try await copied() == (0..<6).map { noop($0) })
  }

  @Test("a registry answers from the copy, refuses to write, and does both when the store is back")
  func registry() async throws {
    let log = SharedLog()
    let subject = SubjectName(name: "s")
    let first = try await mirror(of: log)
    let writer = try await registry(on: first)
    let id = try await writer.register(SchemaText(text: #""int""#), under: subject).id
    await first.close()

    log.isAway = true
    let second = try await mirror(of: log)
    let registry = try await registry(on: second)
    let follower = Task { try await registry.followStore() }
    #expect(try registry.lookUp(SchemaText(text: #""int""#), under: subject).id == id)
    #expect(try await registry.register(SchemaText(text: #""int""#), under: subject).id == id)
    guard case .unavailable? = await registry.storeFailure() else { return #expect(Bool(false), "no failure is told") }
    let error = await #expect(throws: RegistryError.self) {
      _ = try await registry.register(SchemaText(text: #""long""#), under: SubjectName(name: "t"))
    }
    guard case .storeFailed(.unavailable)? = error else { return #expect(Bool(false), "\(String(describing: error))") }

    log.isAway = false
    try await eventually { second.absence == nil }
    #expect(try await registry.register(SchemaText(text: #""long""#), under: SubjectName(name: "t")).id.rawValue == 2)
    #expect(await registry.storeFailure() == nil)
    follower.cancel()
    try await follower.value
    await second.close()
  }

  @Test(
    "a copy that the store does not go on from is refused, with what to do", arguments: ["other", "shorter", "empty"])
  func otherHistory(_ change: String) async throws {
    let log = try await copiedLog(3)
    switch change {
    case "other": log.entries[2] = noop(2, token: 77)
    case "shorter": log.entries.removeLast()
    default: log.entries = []
    }
    let error = await #expect(throws: StoreError.self) { _ = try await mirror(of: log) }
    guard case .damaged(let reason)? = error else { return #expect(Bool(false), "\(String(describing: error))") }
    #expect(reason.contains(path))
    #expect(reason.contains("Delete the file"))
    // It may be all that is left.
    #expect(try await copied().count == 3)
  }

  @Test("a store that comes back with another history ends the registry that serves the copy")
  func otherHistoryLater() async throws {
    let log = try await copiedLog(3)
    log.isAway = true
    let store = try await mirror(of: log)
    let registry = try await registry(on: store)
    log.entries[2] = noop(2, token: 77)
    log.isAway = false
    let error = await #expect(throws: RegistryError.self) { try await registry.followStore() }
    guard case .storeFailed(.damaged)? = error else { return #expect(Bool(false), "\(String(describing: error))") }
    await #expect(throws: StoreError.self) { try await store.append([noop(3)]) }
    #expect(log.entries.count == 3)
    await store.close()
  }

  @Test("a copy of a store with another name is served only if that store can be asked")
  func otherName() async throws {
    let log = try await copiedLog(3)
    log.isAway = true
    let error = await #expect(throws: StoreError.self) { _ = try await mirror(of: log, name: "elsewhere") }
    #expect(error?.description.contains("this is a local copy of shared, and not of elsewhere") == true)
    log.isAway = false
    await (try await mirror(of: log, name: "elsewhere")).close()
    log.isAway = true
    let renamed = try await mirror(of: log, name: "elsewhere")
    #expect(try await readAll(renamed).count == 3)
    await renamed.close()
  }

  @Test("without a copy a store that is away is an error")
  func noCopy() async throws {
    let log = SharedLog()
    log.isAway = true
    for _ in 0..<2 {
      await #expect(throws: StoreError.unavailable("shared: nobody answers")) { _ = try await mirror(of: log) }
    }
  }

  @Test("a copy that is on a full disk stays behind, and the store goes on")
  func fullDisk() async throws {
    let log = SharedLog((0..<10).map { noop($0) })
    let events = ToldEvents()
    let copy = try await SQLiteCopy(path: path)
    try await copy.limitFile(toPages: 6)
    let store = try await mirror(of: log, events, copy: copy)
    try await readAll(store)
    let large = SchemaText(text: String(repeating: "x", count: 100_000))
    let key = VersionKey(SubjectName(name: "s"), SchemaVersion(rawValue: 1))
    let record = RegistryRecord.schema(SchemaRecord(key: key, id: SchemaID(rawValue: 1), schema: large))
    try await store.append([LogEntry(position: LogPosition(rawValue: 10), timestamp: 5, token: 10, record: record)])
    try await eventually { events.names == ["copy fails"] }
    try await store.append([noop(11)])
    #expect(try await store.entries(from: LogPosition(rawValue: 11), limit: 10) == [noop(11)])
    await store.close()
    #expect(try await copied() == (0..<10).map { noop($0) })
    // The next start takes up what is missing.
    let next = try await mirror(of: log)
    try await readAll(next)
    await next.close()
    #expect(try await copied() == log.entries)
  }

  @Test("a store is opened with the bookmark that it gave for what the copy holds")
  func bookmarks() async throws {
    let log = SharedLog((0..<3).map { noop($0) })
    let given = Mutex<[String?]>([])
    for _ in 0..<3 {
      let store = try await MirroredStore(of: "shared", copy: try await SQLiteCopy(path: path)) {
        (bookmark) throws(StoreError) in
        given.withLock { $0.append(bookmark) }
        return MirroredStore.Source(try log.open()) { "at \($0)" }
      }
      try await readAll(store)
      await store.close()
      log.entries.append(noop(log.entries.count))
    }
    #expect(given.withLock { $0 } == [nil, "at 2", "at 3"])
  }

  private func mirror(
    of log: SharedLog, _ events: ToldEvents = ToldEvents(), name: String = "shared", copy: SQLiteCopy? = nil
  ) async throws(StoreError) -> MirroredStore {
    let copy = if let copy { copy } else { try await SQLiteCopy(path: path) }
    return try await MirroredStore(of: name, copy: copy, report: { events.note($0) }) {
      (_) throws(StoreError) in MirroredStore.Source(try log.open())
    }
  }

  /// A log, with a copy of it.
  private func copiedLog(_ count: Int) async throws -> SharedLog {
    let log = SharedLog((0..<count).map { noop($0) })
    let store = try await mirror(of: log)
    try await readAll(store)
    await store.close()
    return log
  }

  private func registry(on store: MirroredStore) async throws -> SchemaRegistry {
    try await SchemaRegistry(store: store, formats: SchemaFormats([AvroFormat()]))
  }

  private func copied() async throws -> [LogEntry] {
    let store = try SQLiteStore(path: path, access: .reading)
    let entries = try await store.entries(from: .start, limit: 100_000)
    await store.close()
    return entries
  }
}

/// Reads a log as a registry does at its start.
@discardableResult
func readAll(_ store: any RegistryStore) async throws -> [LogEntry] {
  var entries: [LogEntry] = []
  while true {
    let page = try await store.entries(from: LogPosition(rawValue: Int64(entries.count)), limit: 2_000)
    if page.isEmpty { return entries }
    entries += page
  }
}

/// Waits until something holds that takes a while.
func eventually(_ holds: () async throws -> Bool) async throws {
  for _ in 0..<3_000 {
    if try await holds() { return }
    try await Task.sleep(for: .milliseconds(10))
  }
  Issue.record("waited half a minute in vain")
}
