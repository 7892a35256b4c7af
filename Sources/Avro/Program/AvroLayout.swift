import SchemaCore

/// A schema with its names looked up and its types numbered. Everything that walks over the slots of a record goes by
/// the same layout as the program that filled them.
struct AvroLayout: Sendable {
  /// The place of a node in `nodes`.
  typealias Index = Int

  enum Node: Sendable {
    case null, boolean, int, long, float, double, bytes, string
    case fixed(AvroFixedType)
    case enumeration(AvroEnumType)
    case array(items: Index)
    case map(values: Index)
    case union([Branch])
    case record(AvroRecordType, fields: [Index])
    /// A record that is laid out once for many uses because it is recursive, or because writing it out at each use
    /// would take too much room.
    case shared(Index)
  }

  /// One branch of a union.
  struct Branch: Sendable {
    /// What stands for it in JSON: the full name of a named type, the type's keyword for others.
    let name: String
    let node: Index
  }

  let nodes: [Node]
  /// What the values of each node mean beyond their type, where the schema says so.
  let logicalTypes: [LogicalType?]
  /// The records that `Node.shared` leads to.
  let sharedRecords: [Index]

  /// The type of the whole record.
  var root: Node { nodes[0] }

  /// The schema's layout.
  ///
  /// - Throws: `SchemaError` for a name that the schema uses and does not define, and for sizes that no program holds.
  init(_ schema: AvroDocument) throws(SchemaError) {
    var builder = LayoutBuilder(definitions: schema.definitions)
    try builder.build(schema.root)
    nodes = builder.nodes
    logicalTypes = nodes.indices.map { builder.logicalTypes[$0] }
    sharedRecords = builder.sharedRecords
    for _ in 0..<Self.minimumRounds {
      for record in sharedRecords { minimumOfShared[record] = minimumBytes(of: record) }
    }
  }

  /// The fewest bytes that a value can take; for records that hold shared ones many levels deep, a smaller number.
  func minimumBytes(of index: Index) -> Int {
    switch nodes[index] {
    case .null: return 0
    case .boolean, .int, .long, .bytes, .string, .enumeration, .array, .map, .union: return 1
    case .float: return 4
    case .double: return 8
    case .fixed(let type): return type.size
    case .shared(let record): return minimumOfShared[record, default: 0]
    case .record(_, let fields): return fields.reduce(0) { min($0 + minimumBytes(of: $1), Int(UInt16.max)) }
    }
  }

  /// Each round carries the minimum of a shared record one level up into the shared records that hold it.
  private static let minimumRounds = 8
  private var minimumOfShared: [Index: Int] = [:]
}
