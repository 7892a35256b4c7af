/// The fields of records, and the branches of unions, that the coding keys of Swift types stand for.
///
/// The keys that the compiler makes are enums of one byte. A table from that byte to the field spares asking such a key
/// for its name again, which takes longer than reading the field. It relies on a key's name depending on the key alone.
final class KeyFields {
  private struct Pair: Hashable {
    let keys: ObjectIdentifier
    let node: Int32
  }

  /// How many pairs are kept; others ask each key for its name.
  private static let maximumUses = 1024

  private let layout: CodableLayout
  private var uses: [Pair: UnsafeMutablePointer<KeyUse>] = [:]
  /// For each node the use that was asked for last, as it is most often the next.
  let last: UnsafeMutablePointer<UnsafeMutablePointer<KeyUse>?>

  init(_ layout: CodableLayout) {
    self.layout = layout
    last = .allocate(capacity: layout.nodeCount)
    last.initialize(repeating: nil, count: layout.nodeCount)
  }

  deinit {
    for use in uses.values {
      use.pointee.fields?.deallocate()
      use.deinitialize(count: 1)
      use.deallocate()
    }
    last.deallocate()
  }

  /// What is known about the keys of a type and a node; nil if there are too many such pairs.
  @inline(never) func use<Key: CodingKey>(of keys: Key.Type, node: Int32) -> UnsafeMutablePointer<KeyUse>? {
    let pair = Pair(keys: ObjectIdentifier(keys), node: node)
    if let known = uses[pair] {
      last[Int(node)] = known
      return known
    }
    guard uses.count < Self.maximumUses else { return nil }
    var table: KeyUse.Table?
    if MemoryLayout<Key>.size == 1 {
      let entries = KeyUse.Table.allocate(capacity: KeyUse.tableCount)
      entries.initialize(repeating: 0, count: KeyUse.tableCount)
      table = entries
    }
    let use = UnsafeMutablePointer<KeyUse>.allocate(capacity: 1)
    use.initialize(
      to: KeyUse(
        keys: pair.keys, fields: table, decoding: KnownDecodingContainers<KeyedSlotDecodingContainer<Key>>(),
        encoding: KnownEncodingContainers<KeyedSlotEncodingContainer<Key>>(), payloadForm: nil,
        branchKeys: Array(repeating: nil, count: layout.branches(of: node).count)))
    uses[pair] = use
    last[Int(node)] = use
    return use
  }

  /// The place of the field that the key stands for, if it is in the table; -1 if it has to be sought by its name.
  @inline(__always) static func field<Key: CodingKey>(of key: Key, in table: KeyUse.Table?) -> Int32 {
    guard let table else { return -1 }
    return table[Int(unsafeBitCast(key, to: UInt8.self))] &- 1
  }

  /// The place of the field that the key names, which goes to the table; nil if the record has none of that name.
  func field<Key: CodingKey>(of key: Key, _ table: KeyUse.Table?, record: Int32) -> Int32? {
    guard let field = layout.recordType(of: record)?.index(of: key.stringValue) else { return nil }
    if let table { table[Int(unsafeBitCast(key, to: UInt8.self))] = Int32(field) + 1 }
    return Int32(field)
  }

  /// The branch of a union that the key names; nil if it names none.
  func branch<Key: CodingKey>(of key: Key, in table: KeyUse.Table?, find: (String) -> Int?) -> Int? {
    guard let table else { return find(key.stringValue) }
    let entry = table + Int(unsafeBitCast(key, to: UInt8.self))
    if entry.pointee == 0 { entry.pointee = find(key.stringValue).map { Int32($0) + 1 } ?? -1 }
    return entry.pointee > 0 ? Int(entry.pointee) - 1 : nil
  }
}
