/// The fields of records, and the branches of unions, that the coding keys of Swift types stand for.
///
/// The keys that the compiler makes are enums of one byte. A table from that byte to the field spares asking such a key
/// for its name again, which takes longer than reading the field. It relies on a key's name depending on the key alone.
final class KeyFields {
  /// From the byte of a key to the place of the field or branch plus one; 0 for keys that were not met yet.
  typealias Table = UnsafeMutablePointer<Int32>

  private struct Pair: Hashable {
    let keys: ObjectIdentifier
    let record: Int32
  }

  static let tableCount = 256
  /// How many pairs have a table; others ask each key for its name.
  private static let maximumTables = 1024

  private let layout: CodableLayout
  private var tables: [Pair: Table] = [:]
  /// For each node the pair that was asked for last, as it is most often the next.
  private let last: UnsafeMutablePointer<(keys: ObjectIdentifier, table: Table)?>

  init(_ layout: CodableLayout) {
    self.layout = layout
    last = .allocate(capacity: layout.nodeCount)
    last.initialize(repeating: nil, count: layout.nodeCount)
  }

  deinit {
    for table in tables.values { table.deallocate() }
    last.deallocate()
  }

  /// The table for the keys of a type and a record; nil if the keys are not of one byte.
  func table<Key: CodingKey>(of keys: Key.Type, record: Int32) -> Table? {
    let identifier = ObjectIdentifier(keys)
    if let last = last[Int(record)], last.keys == identifier { return last.table }
    guard MemoryLayout<Key>.size == 1 else { return nil }
    let pair = Pair(keys: identifier, record: record)
    let table: Table
    if let known = tables[pair] {
      table = known
    } else {
      guard tables.count < Self.maximumTables else { return nil }
      table = .allocate(capacity: Self.tableCount)
      table.initialize(repeating: 0, count: Self.tableCount)
      tables[pair] = table
    }
    last[Int(record)] = (identifier, table)
    return table
  }

  /// The place of the field that the key stands for, if it is in the table; -1 if it has to be sought by its name.
  @inline(__always) static func field<Key: CodingKey>(of key: Key, in table: Table?) -> Int32 {
    guard let table else { return -1 }
    return table[Int(unsafeBitCast(key, to: UInt8.self))] &- 1
  }

  /// The place of the field that the key names, which goes to the table; nil if the record has none of that name.
  func field<Key: CodingKey>(of key: Key, _ table: Table?, record: Int32) -> Int32? {
    guard let field = layout.recordType(of: record)?.index(of: key.stringValue) else { return nil }
    if let table { table[Int(unsafeBitCast(key, to: UInt8.self))] = Int32(field) + 1 }
    return Int32(field)
  }

  /// The branch of a union that the key names; nil if it names none.
  func branch<Key: CodingKey>(of key: Key, union: Int32, find: (String) -> Int?) -> Int? {
    guard let table = table(of: Key.self, record: union) else { return find(key.stringValue) }
    let entry = table + Int(unsafeBitCast(key, to: UInt8.self))
    if entry.pointee == 0 { entry.pointee = find(key.stringValue).map { Int32($0) + 1 } ?? -1 }
    return entry.pointee > 0 ? Int(entry.pointee) - 1 : nil
  }
}
