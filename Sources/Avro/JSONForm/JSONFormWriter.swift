import SchemaCore

/// Writes the record in an arena as JSON text, straight from the slots (Avro 1.12 specification, JSON Encoding).
///
/// Beyond the specification, which has no words for them, the numbers that JSON lacks are the strings `NaN`,
/// `Infinity` and `-Infinity`.
struct JSONFormWriter {
  private let nodes: [AvroLayout.Node]
  private var place = 0
  private var output: [UInt8] = []

  /// The record as one line of JSON text.
  static func text(of arena: borrowing RecordArena, _ layout: AvroLayout) throws(CodecError) -> [UInt8] {
    var writer = JSONFormWriter(nodes: layout.nodes)
    writer.output.reserveCapacity(2 * arena.byteCount + 16 * arena.slotCount)
    try writer.write(0, arena, depth: 0)
    return writer.output
  }

  private init(nodes: [AvroLayout.Node]) {
    self.nodes = nodes
  }

  private mutating func write(
    _ node: AvroLayout.Index, _ arena: borrowing RecordArena, depth: Int
  ) throws(CodecError) {
    if depth > AvroProgram.maximumNesting { throw .nested(deeperThan: AvroProgram.maximumNesting) }
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
      output += type.fields[place].key
      try write(field, arena, depth: depth + 1)
    }
    output.append(UInt8(ascii: "}"))
  }

  private mutating func writeUnion(
    _ branches: [AvroLayout.Branch], _ arena: borrowing RecordArena, depth: Int
  ) throws(CodecError) {
    let branch = branches[next(arena).index]
    if case .null = nodes[branch.node] {
      output += "null".utf8
      return
    }
    output.append(UInt8(ascii: "{"))
    JSONWriter.appendString(branch.name, to: &output)
    output.append(UInt8(ascii: ":"))
    try write(branch.node, arena, depth: depth + 1)
    output.append(UInt8(ascii: "}"))
  }
}
