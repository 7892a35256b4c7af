import SchemaCore

/// Writes the record in an arena as JSON text, straight from the slots (Avro 1.12 specification, JSON Encoding), or in
/// the plain form.
///
/// Beyond the specification, which has no words for them, the numbers that JSON lacks are the strings `NaN`,
/// `Infinity` and `-Infinity`.
struct JSONFormWriter {
  let layout: AvroLayout
  private let nodes: [AvroLayout.Node]
  private let isPlain: Bool
  private var place = 0
  private(set) var output: [UInt8] = []

  /// The record as one line of JSON text.
  static func text(
    of arena: borrowing RecordArena, _ layout: AvroLayout, _ form: JSONForm
  ) throws(CodecError) -> [UInt8] {
    var writer = JSONFormWriter(layout, form)
    writer.output.reserveCapacity(2 * arena.byteCount + 16 * arena.slotCount)
    try writer.write(0, arena, depth: 0)
    return writer.output
  }

  private init(_ layout: AvroLayout, _ form: JSONForm) {
    self.layout = layout
    nodes = layout.nodes
    isPlain = form != .specification
  }

  private mutating func write(
    _ node: AvroLayout.Index, _ arena: borrowing RecordArena, depth: Int
  ) throws(CodecError) {
    if depth > AvroProgram.maximumNesting { throw .nested(deeperThan: AvroProgram.maximumNesting) }
    if isPlain, let logicalType = layout.logicalTypes[node], writeText(logicalType, node, arena) { return }
    switch nodes[node] {
    case .null: output += "null".utf8
    case .boolean: output += (next(arena).bits != 0 ? "true" : "false").utf8
    case .int, .long: output += String(next(arena).int64).utf8
    case .float:
      let value = next(arena).float
      write(value, value.description)
    case .double:
      let value = next(arena).double
      write(value, value.description)
    case .string: writeString(arena)
    case .bytes, .fixed: writeBytes(arena.content(of: next(arena)))
    case .enumeration(let type): JSONWriter.appendString(type.symbols[next(arena).index], to: &output)
    case .array(let items): try writeItems(items, between: ("[", "]"), arena, depth: depth)
    case .map(let values): try writeItems(values, between: ("{", "}"), arena, depth: depth, isMap: true)
    case .record(let type, let fields): try writeRecord(type, fields, arena, depth: depth)
    case .shared(let record):
      place += 1
      try write(record, arena, depth: depth + 1)
    case .union(let branches): try writeUnion(branches, arena, depth: depth)
    }
  }

  private mutating func next(_ arena: borrowing RecordArena) -> RecordSlot {
    defer { place += 1 }
    return arena.values[place]
  }

  private mutating func write(_ value: some BinaryFloatingPoint, _ description: String) {
    if value.isFinite {
      output += description.utf8
    } else {
      output += (value.isNaN ? "\"NaN\"" : value < 0 ? "\"-Infinity\"" : "\"Infinity\"").utf8
    }
  }

  private mutating func writeString(_ arena: borrowing RecordArena) {
    JSONWriter.appendString(arena.content(of: next(arena)), to: &output)
  }

  /// Each byte as the character with its number.
  private mutating func writeBytes(_ bytes: UnsafeBufferPointer<UInt8>) {
    var text: [UInt8] = []
    text.reserveCapacity(2 * bytes.count)
    for byte in bytes {
      if byte < 0x80 {
        text.append(byte)
      } else {
        text.append(0xC0 | byte >> 6)
        text.append(0x80 | byte & 0x3F)
      }
    }
    text.withUnsafeBufferPointer { JSONWriter.appendString($0, to: &output) }
  }

  private mutating func writeItems(
    _ items: AvroLayout.Index, between brackets: (String, String), _ arena: borrowing RecordArena, depth: Int,
    isMap: Bool = false
  ) throws(CodecError) {
    output += brackets.0.utf8
    for item in 0..<next(arena).index {
      if item > 0 { output.append(UInt8(ascii: ",")) }
      if isMap {
        writeString(arena)
        output.append(UInt8(ascii: ":"))
      }
      try write(items, arena, depth: depth + 1)
    }
    output += brackets.1.utf8
  }

  private mutating func writeRecord(
    _ type: AvroRecordType, _ fields: [AvroLayout.Index], _ arena: borrowing RecordArena, depth: Int
  ) throws(CodecError) {
    if output.count > arena.maximumTextBytes {
      throw CodecError(.limit, "the record takes more than \(arena.maximumTextBytes) bytes as JSON")
    }
    output.append(UInt8(ascii: "{"))
    for (place, field) in fields.enumerated() {
      if place > 0 { output.append(UInt8(ascii: ",")) }
      output += isPlain ? type.fields[place].plainKey : type.fields[place].key
      try write(field, arena, depth: depth + 1)
    }
    output.append(UInt8(ascii: "}"))
  }

  private mutating func writeUnion(
    _ branches: [AvroLayout.Branch], _ arena: borrowing RecordArena, depth: Int
  ) throws(CodecError) {
    let chosen = next(arena).index
    let branch = branches[chosen]
    if case .null = nodes[branch.node] {
      output += "null".utf8
      return
    }
    guard isPlain else { return try writeWrapped(branch, arena, depth: depth) }
    switch PlainBareness(of: chosen, among: branches, layout) {
    case .always: try write(branch.node, arena, depth: depth + 1)
    case .never: try writeWrapped(branch, arena, depth: depth)
    case .unlessKeyIsBranch:
      // The map's count, then its first key.
      let isOne = arena.values[place].index == 1
      let key = isOne ? arena.content(of: arena.values[place + 1]) : UnsafeBufferPointer(start: nil, count: 0)
      if isOne && branches.contains(where: { $0.name.utf8.elementsEqual(key) }) {
        try writeWrapped(branch, arena, depth: depth)
      } else {
        try write(branch.node, arena, depth: depth + 1)
      }
    case .ifReadBack:
      let start = output.count
      try write(branch.node, arena, depth: depth + 1)
      let scalar = Array(output[start...])
      let union = PlainUnion(layout: layout, branches: branches)
      if let json = try? JSONParser.parse(scalar), union.isRead(json, as: chosen) { return }
      output.removeSubrange(start...)
      writeWrapper(of: branch)
      output += scalar
      output.append(UInt8(ascii: "}"))
    }
  }

  private mutating func writeWrapped(
    _ branch: AvroLayout.Branch, _ arena: borrowing RecordArena, depth: Int
  ) throws(CodecError) {
    writeWrapper(of: branch)
    try write(branch.node, arena, depth: depth + 1)
    output.append(UInt8(ascii: "}"))
  }

  private mutating func writeWrapper(of branch: AvroLayout.Branch) {
    output.append(UInt8(ascii: "{"))
    JSONWriter.appendString(branch.name, to: &output)
    output.append(UInt8(ascii: ":"))
  }

  /// Writes the readable form of a value with a logical type; false if it has none, and then nothing is written.
  private mutating func writeText(
    _ logicalType: LogicalType, _ node: AvroLayout.Index, _ arena: borrowing RecordArena
  ) -> Bool {
    let text: String?
    switch nodes[node] {
    case .int, .long: text = logicalType.text(of: arena.values[place].int64)
    case .bytes, .fixed: text = logicalType.text(of: arena.content(of: arena.values[place]))
    default: return false
    }
    guard let text else { return false }
    JSONWriter.appendString(text, to: &output)
    place += 1
    return true
  }
}
