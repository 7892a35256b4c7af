extension AvroProgram {
  /// True if the records of this program are those of the type, so that it can read and write them itself.
  package func hasRecords<Value: AvroSerializable>(of type: Value.Type) -> Bool {
    // Types know no other limits, and no other writer's schema.
    guard resolution == nil, limits == RecordLimits() else { return false }
    return (try? AvroLayout(type.avroSchema))?.hasSameRecords(as: layout) ?? false
  }
}

extension AvroLayout {
  /// True if the records of both have the same bytes and mean the same: the types and the logical types are the same,
  /// and the names of the fields and of the symbols.
  fileprivate func hasSameRecords(as other: AvroLayout) -> Bool {
    nodes.count == other.nodes.count && logicalTypes == other.logicalTypes
      && zip(nodes, other.nodes).allSatisfy { $0.isSame(as: $1) }
  }
}

extension AvroLayout.Node {
  /// The same but for what the nodes that it leads to are.
  fileprivate func isSame(as other: AvroLayout.Node) -> Bool {
    switch (self, other) {
    case (.null, .null), (.boolean, .boolean), (.int, .int), (.long, .long), (.float, .float), (.double, .double),
      (.bytes, .bytes), (.string, .string):
      true
    case (.fixed(let type), .fixed(let other)): type.size == other.size
    case (.enumeration(let type), .enumeration(let other)): type.symbols == other.symbols
    case (.array(let part), .array(let other)), (.map(let part), .map(let other)),
      (.shared(let part), .shared(let other)):
      part == other
    case (.union(let branches), .union(let others)): branches.map(\.node) == others.map(\.node)
    case (.record(let type, let fields), .record(let other, let others)):
      fields == others && type.fieldNames == other.fieldNames
    default: false
    }
  }
}
