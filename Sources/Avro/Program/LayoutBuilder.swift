import SchemaCore

/// Numbers the types of a schema.
///
/// A use of a record is written out in place where that is cheap, which spares the call when records are coded.
struct LayoutBuilder {
  private static let maximumInlinedNodes = 4096
  private static let maximumInlinedDepth = 64
  /// What fits an `Instruction`.
  private static let maximumBranches = Int(UInt16.max)
  private static let maximumSize = Int(Int32.max)

  private let definitions: [AvroName: AvroSchema]
  private(set) var nodes: [AvroLayout.Node] = []
  private(set) var sharedRecords: [AvroLayout.Index] = []
  private(set) var logicalTypes: [AvroLayout.Index: LogicalType] = [:]

  private var shared: [AvroName: AvroLayout.Index] = [:]
  private var pending: [(record: AvroRecord, index: AvroLayout.Index)] = []
  private var records: [AvroName: AvroRecordType] = [:]
  private var enums: [AvroName: AvroEnumType] = [:]
  private var fixeds: [AvroName: AvroFixedType] = [:]
  /// The records around the place that is being laid out.
  private var enclosing: [AvroName] = []
  /// How many types around that place are being laid out, which is how deep this and the walks over the layout recurse.
  /// References could make it any number if records were written out at every depth.
  private var depth = 0

  init(definitions: [AvroName: AvroSchema]) {
    self.definitions = definitions
  }

  mutating func build(_ root: AvroSchema) throws(SchemaError) {
    try add(root)
    while let next = pending.popLast() {
      enclosing = [next.record.name]
      nodes[next.index] = .record(type(of: next.record), fields: try fields(of: next.record))
    }
  }

  @discardableResult private mutating func add(_ schema: AvroSchema) throws(SchemaError) -> AvroLayout.Index {
    depth += 1
    defer { depth -= 1 }
    guard depth <= AvroProgram.maximumNesting else {
      throw SchemaError(
        .limit,
        "types are nested more than \(AvroProgram.maximumNesting) deep in one record; give the inner ones their own")
    }
    let index = nodes.count
    nodes.append(.null)  // the place in front of its parts; what stands there is known after them
    nodes[index] = try node(schema)
    if let logicalType = try definition(of: schema).logicalType { logicalTypes[index] = logicalType }
    return index
  }

  private mutating func node(_ schema: AvroSchema) throws(SchemaError) -> AvroLayout.Node {
    switch try definition(of: schema).type {
    case .null: return .null
    case .boolean: return .boolean
    case .int: return .int
    case .long: return .long
    case .float: return .float
    case .double: return .double
    case .bytes: return .bytes
    case .string: return .string
    case .array(let items): return .array(items: try add(items))
    case .map(let values): return .map(values: try add(values))
    case .union(let branches): return .union(try self.branches(branches))
    case .record(let record): return try node(record)
    case .enumeration(let enumeration):
      let type = enums[enumeration.name] ?? AvroEnumType(enumeration)
      enums[enumeration.name] = type
      return .enumeration(type)
    case .fixed(let fixed):
      guard fixed.size <= Self.maximumSize else {
        throw SchemaError(.limit, "\(fixed.name) has \(fixed.size) bytes; at most \(Self.maximumSize) can be coded")
      }
      let type = fixeds[fixed.name] ?? AvroFixedType(fixed)
      fixeds[fixed.name] = type
      return .fixed(type)
    case .named(let name):
      throw SchemaError(.unknownName, "\(name) is used and not defined")
    }
  }

  private mutating func node(_ record: AvroRecord) throws(SchemaError) -> AvroLayout.Node {
    let isCheap = nodes.count < Self.maximumInlinedNodes && depth < Self.maximumInlinedDepth
    guard isCheap && !enclosing.contains(record.name) else { return .shared(sharedIndex(of: record)) }
    enclosing.append(record.name)
    defer { enclosing.removeLast() }
    return .record(type(of: record), fields: try fields(of: record))
  }

  private mutating func sharedIndex(of record: AvroRecord) -> AvroLayout.Index {
    if let index = shared[record.name] { return index }
    let index = nodes.count
    nodes.append(.null)
    shared[record.name] = index
    sharedRecords.append(index)
    pending.append((record, index))
    return index
  }

  private mutating func fields(of record: AvroRecord) throws(SchemaError) -> [AvroLayout.Index] {
    var fields: [AvroLayout.Index] = []
    for field in record.fields { fields.append(try add(field.schema)) }
    return fields
  }

  private mutating func branches(_ schemas: [AvroSchema]) throws(SchemaError) -> [AvroLayout.Branch] {
    guard schemas.count <= Self.maximumBranches else {
      throw SchemaError(
        .limit, "a union has \(schemas.count) branches; at most \(Self.maximumBranches) can be coded")
    }
    var branches: [AvroLayout.Branch] = []
    for schema in schemas {
      let name = schema.name?.fullName ?? schema.type.keyword ?? "union"
      branches.append(AvroLayout.Branch(name: name, node: try add(schema)))
    }
    return branches
  }

  private func definition(of schema: AvroSchema) throws(SchemaError) -> AvroSchema {
    guard case .named(let name) = schema.type else { return schema }
    guard let definition = definitions[name] else {
      throw SchemaError(.unknownName, "\(name) is used and not defined")
    }
    return definition
  }

  private mutating func type(of record: AvroRecord) -> AvroRecordType {
    let type = records[record.name] ?? AvroRecordType(record)
    records[record.name] = type
    return type
  }
}
