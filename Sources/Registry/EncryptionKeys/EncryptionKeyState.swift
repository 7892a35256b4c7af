import HashTreeCollections
import SchemaCore

/// The encryption keys as one value, part of the registry's state.
struct EncryptionKeyState: Sendable {
  private(set) var keys: TreeDictionary<KeyName, StoredKey<KeyEncryptionKey>> = [:]
  /// The data encryption keys of each series, their versions ascending.
  private(set) var dataKeys: TreeDictionary<KeyName, TreeDictionary<DataKeySeries, [StoredKey<DataEncryptionKey>]>> =
    [:]
  /// How many data encryption keys there are, deleted ones included.
  private(set) var dataKeyCount = 0

  /// Takes in a record of the log.
  mutating func apply(_ record: EncryptionKeyRecord, timestamp: Int64) {
    switch record {
    case .key(let key): keys[key.name] = StoredKey(key, timestamp: timestamp)
    case .keyRemoved(let name): keys[name] = nil
    case .dataKey(let key): put(StoredKey(key, timestamp: timestamp))
    case .dataKeyRemoved(let id): remove(id)
    }
  }

  /// All versions of a series, ascending.
  func versions(of series: DataKeySeries, _ filter: DeletionFilter) -> [StoredKey<DataEncryptionKey>] {
    (dataKeys[series.keyName]?[series] ?? []).filter { filter.includes($0.key.isDeleted) }
  }

  /// One version of a series; the latest one is the highest that passes the filter.
  func version(
    _ selector: VersionSelector, of series: DataKeySeries, _ filter: DeletionFilter
  ) -> StoredKey<DataEncryptionKey>? {
    let versions = versions(of: series, filter)
    return switch selector {
    case .latest: versions.last
    case .number(let number): versions.first { $0.key.id.version == number }
    }
  }

  /// The subjects that have data encryption keys wrapped by a key, sorted.
  func subjects(of name: KeyName, _ filter: DeletionFilter) -> [SubjectName] {
    let held = (dataKeys[name] ?? [:]).filter { $0.value.contains { filter.includes($0.key.isDeleted) } }
    return Set(held.keys.map(\.subject)).sorted()
  }

  private mutating func put(_ stored: StoredKey<DataEncryptionKey>) {
    let id = stored.key.id
    var versions = dataKeys[id.series.keyName]?[id.series] ?? []
    let place = versions.firstIndex { $0.key.id.version >= id.version } ?? versions.endIndex
    if place < versions.endIndex, versions[place].key.id == id {
      versions[place] = stored
    } else {
      versions.insert(stored, at: place)
      dataKeyCount += 1
    }
    dataKeys[id.series.keyName, default: [:]][id.series] = versions
  }

  private mutating func remove(_ id: DataKeyID) {
    guard var versions = dataKeys[id.series.keyName]?[id.series],
      let place = versions.firstIndex(where: { $0.key.id == id })
    else { return }
    versions.remove(at: place)
    dataKeyCount -= 1
    dataKeys[id.series.keyName]?[id.series] = versions.isEmpty ? nil : versions
    if dataKeys[id.series.keyName]?.isEmpty == true { dataKeys[id.series.keyName] = nil }
  }
}
