/// How the keys of Swift types name the branch that a union holds.
extension SlotDecoder {
  /// What keys may call the branch.
  private var branchSpellings: [String] { session.layout.spellings(ofBranch: slot(place.slot).index, of: place.node) }

  /// True if the type has a key that names the branch, unless it means a field of that name.
  func hasBranchKey<Key: CodingKey>(_ keys: Key.Type) -> Bool {
    guard let entry = entry(keys) else { return hasKey(keys) }
    if entry.pointee == 0 { learnKey(keys, entry) }
    return entry.pointee > 0
  }

  /// The key that names the branch, as all keys that there are; none once the record is over.
  func branchKeys<Key: CodingKey>(_ keys: Key.Type) -> [Key] {
    guard isValid else { return [] }
    guard let use = use(of: keys, place.node) else { return newBranchKeys(keys) }
    let branch = slot(place.slot).index
    guard let list = use.pointee.branchKeys[branch] else {
      let list = KeyList(newBranchKeys(keys))
      use.pointee.branchKeys[branch] = list
      return list.keys
    }
    return unsafeDowncast(list, to: KeyList<Key>.self).keys
  }

  @inline(never) private func newBranchKeys<Key: CodingKey>(_ keys: Key.Type) -> [Key] {
    branchKey(keys).map { [$0] } ?? []
  }

  /// True if the key names the branch.
  func isBranchNamed<Key: CodingKey>(by key: Key) -> Bool {
    if let entry = entry(Key.self) { return entry.pointee == Int32(unsafeBitCast(key, to: UInt8.self)) + 1 }
    return isBranchName(key)
  }

  @inline(never) private func isBranchName<Key: CodingKey>(_ key: Key) -> Bool {
    branchKey(Key.self)?.stringValue == key.stringValue
  }

  /// The key that names the branch; nil if the type has none, or if it means a field of that name.
  private func branchKey<Key: CodingKey>(_ keys: Key.Type) -> Key? {
    for name in branchSpellings {
      guard let key = Key(stringValue: name) else { continue }
      return session.layout.recordType(of: content.node)?.index(of: name) == nil ? key : nil
    }
    return nil
  }

  /// True if the type has a key of this name. It is a function apart, as one that handles an optional of a type unknown
  /// to it has to look for that type, even where it is not used.
  @inline(never) func isKey(_ name: String, of keys: (some CodingKey).Type) -> Bool {
    keys.init(stringValue: name) != nil
  }

  @inline(never) private func hasKey(_ keys: (some CodingKey).Type) -> Bool { branchKey(keys) != nil }

  /// Where the key of one byte that names the branch is noted: the byte plus one, or -1 if the type has none.
  private func entry<Key: CodingKey>(_ keys: Key.Type) -> KeyUse.Table? {
    let branch = slot(place.slot).index
    guard branch < KeyUse.tableCount, let fields = use(of: keys, place.node)?.pointee.fields else { return nil }
    return fields + branch
  }

  @inline(never) private func learnKey<Key: CodingKey>(_ keys: Key.Type, _ entry: KeyUse.Table) {
    entry.pointee = branchKey(keys).map { Int32(unsafeBitCast($0, to: UInt8.self)) + 1 } ?? -1
  }
}
