/// The layout of a program as a table of `CodableNode`, with the same numbers for the nodes as in `AvroLayout`.
///
/// The memory is written by `init` alone and lives as long as the object.
final class CodableLayout: @unchecked Sendable {
  let program: AvroProgram
  let nodeCount: Int
  let nodes: UnsafeMutablePointer<CodableNode>
  /// The nodes of fields and branches.
  let children: UnsafeMutablePointer<Int32>
  /// For each union what the keys of Swift types may call its branches.
  private let spellings: [Int32: [[String]]]

  init(_ program: AvroProgram) {
    let layout = program.layout
    var table: [CodableNode] = []
    var children: [Int32] = []
    for (index, node) in layout.nodes.enumerated() {
      table.append(Self.node(node, layout, logicalType: layout.logicalTypes[index], &children))
    }
    // The parts of a type come after it, except those of shared records, whose slots vary in number anyhow.
    for index in table.indices.reversed() { table[index].slotCount = Self.slotCount(of: table[index], table, children) }

    var spellings: [Int32: [[String]]] = [:]
    for (index, node) in layout.nodes.enumerated() {
      if case .union(let branches) = node { spellings[Int32(index)] = branches.map { Self.spellings(of: $0.name) } }
    }

    self.program = program
    self.spellings = spellings
    nodeCount = table.count
    nodes = .allocate(capacity: max(table.count, 1))
    nodes.initialize(from: table, count: table.count)
    self.children = .allocate(capacity: max(children.count, 1))
    self.children.initialize(from: children, count: children.count)
  }

  deinit {
    nodes.deallocate()
    children.deallocate()
  }

  private static func node(
    _ node: AvroLayout.Node, _ layout: AvroLayout, logicalType: LogicalType?, _ children: inout [Int32]
  ) -> CodableNode {
    var result = CodableNode(kind(of: node, layout), logicalType)
    switch node {
    case .fixed(let type): result.count = Int32(type.size)
    case .enumeration(let type): result.count = Int32(type.symbols.count)
    case .array(let part), .map(let part), .shared(let part): result.first = Int32(part)
    case .record(_, let fields):
      result.count = Int32(fields.count)
      result.first = Int32(children.count)
      children += fields.map(Int32.init)
    case .union(let branches):
      result.count = Int32(branches.count)
      result.first = Int32(children.count)
      result.nullBranch = Int32(branches.firstIndex { isNull(layout.nodes[$0.node]) } ?? -1)
      children += branches.map { Int32($0.node) }
    case .null, .boolean, .int, .long, .float, .double, .bytes, .string: break
    }
    return result
  }

  private static func kind(of node: AvroLayout.Node, _ layout: AvroLayout) -> CodableNode.Kind {
    switch node {
    case .null: .null
    case .boolean: .boolean
    case .int: .int
    case .long: .long
    case .float: .float
    case .double: .double
    case .bytes: .bytes
    case .string: .string
    case .fixed: .fixed
    case .enumeration: .enumeration
    case .array: .array
    case .map: .map
    case .record: .record
    case .shared: .shared
    case .union(let branches):
      branches.count == 2 && branches.contains { isNull(layout.nodes[$0.node]) } ? .nullable : .union
    }
  }

  /// The full name, the short one, and that as Swift writes cases.
  private static func spellings(of name: String) -> [String] {
    let short = name.lastIndex(of: ".").map { String(name[name.index(after: $0)...]) } ?? name
    return [name, short, short.prefix(1).lowercased() + short.dropFirst()]
  }

  private static func isNull(_ node: AvroLayout.Node) -> Bool { if case .null = node { true } else { false } }

  private static func slotCount(of node: CodableNode, _ table: [CodableNode], _ children: [Int32]) -> Int32 {
    switch node.kind {
    case .null: return 0
    case .boolean, .int, .long, .float, .double, .bytes, .string, .fixed, .enumeration: return 1
    case .array, .map, .nullable, .union, .shared: return -1
    case .record:
      var sum: Int32 = 0
      for field in children[Int(node.first)..<Int(node.first + node.count)] {
        let count = table[Int(field)].slotCount
        if count < 0 { return -1 }
        sum += count
      }
      return sum
    }
  }
}

extension CodableLayout {
  /// The node of a field or branch.
  @inline(__always) func child(_ place: Int, of node: UnsafePointer<CodableNode>) -> Int32 {
    children[Int(node.pointee.first) &+ place]
  }

  /// The record type of a node; nil for other types.
  func recordType(of node: Int32) -> AvroRecordType? {
    if case .record(let type, _) = program.layout.nodes[Int(node)] { type } else { nil }
  }

  /// The enum type of a node; nil for other types.
  func enumType(of node: Int32) -> AvroEnumType? {
    if case .enumeration(let type) = program.layout.nodes[Int(node)] { type } else { nil }
  }

  /// The branches of a union; none for other types.
  func branches(of node: Int32) -> [AvroLayout.Branch] {
    if case .union(let branches) = program.layout.nodes[Int(node)] { branches } else { [] }
  }

  /// What the keys of Swift types may call a branch of a union: its full name, the short one, or that with a small
  /// first letter.
  func spellings(ofBranch branch: Int, of union: Int32) -> [String] { spellings[union]?[branch] ?? [] }

  /// What people call the type of a node.
  func typeName(of node: Int32) -> String { program.layout.typeName(of: Int(node)) }

  /// What people call the type of a node, with the branches of a union.
  func description(of node: Int32) -> String {
    let branches = branches(of: node)
    return branches.isEmpty ? typeName(of: node) : "union of " + branches.map(\.name).joined(separator: ", ")
  }
}
