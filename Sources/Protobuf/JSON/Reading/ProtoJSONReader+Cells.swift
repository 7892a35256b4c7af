import SchemaCore

extension ProtoJSONReader {
  /// Reads the object at the position as the outermost message, whose fields may be texts as they stand in the cells of a
  /// table.
  ///
  /// - Returns: The place of its row.
  mutating func readCells(_ arena: inout MessageArena) throws(JSONFailure) -> Int {
    let row = try makeRow(messages, &arena, depth: 0)
    guard scanner.peek() == UInt8(ascii: "{") else { throw refuse(.expected(expectation(of: messages))) }
    guard try scanner.opensObject() else { return row }
    var seen: Set<Int> = []
    repeat {
      let start = scanner.position
      let name = try scanner.string()
      try scanner.takeColon()
      guard let index = messages.pointee.names.value(of: scanner.text + name.offset, name.count) else {
        guard options.ignoresUnknownFields else { throw unknown(name, of: messages, at: start) }
        try scanner.skipValue()
        continue
      }
      guard seen.insert(index).inserted else { throw refuse(.said(.mismatch, "the field is given twice")) }
      try readCell(messages.pointee.fields + index, row, &arena)
    } while try scanner.takesMember()
    return row
  }

  private mutating func readCell(
    _ field: UnsafePointer<ProtoJSONField>, _ row: Int, _ arena: inout MessageArena
  ) throws(JSONFailure) {
    guard scanner.peek() == UInt8(ascii: "\"") else {
      return try readField(field, row, &arena, depth: 0)
    }
    let start = scanner.position
    let cell = try scanner.copiedString()
    if cell.isEmpty {
      // Only text that must be there is there.
      let isText = field.pointee.kind == .string || field.pointee.kind == .anyString
      if isText, program.root.fields[Int(field.pointee.index)].presence == .required {
        arena.set(MessageSlot(0 as UInt64), field, inRowAt: row)
      }
      return
    }
    let end = scanner.position
    guard let json = json(for: cell, field) else {
      scanner.position = start
      return try readField(field, row, &arena, depth: 0)
    }
    try readJSON(json, of: field, row, &arena, at: start)
    scanner.position = end
  }

  /// The JSON that a cell stands for, if it is not the string itself.
  private func json(for cell: String, _ field: UnsafePointer<ProtoJSONField>) -> [UInt8]? {
    if field.pointee.shape != .single { return Array(cell.utf8) }
    switch field.pointee.kind {
    case .bool: return isTruthValue(cell) ? Array(cell.lowercased().utf8) : nil
    case .null: return Array("null".utf8)
    case .enumeration: return Int32(cell).map { Array(String($0).utf8) }
    case .message:
      let message = messages[Int(field.pointee.type)]
      switch message.form {
      case .timestamp, .duration, .fieldMask: return nil
      case .wrapper: return json(for: cell, message.fields)
      // Text that is no JSON is a string.
      case .value: return (try? JSONParser.parse(cell)) == nil ? nil : Array(cell.utf8)
      case .fields, .any, .structure, .list: return Array(cell.utf8)
      }
    default: return nil
    }
  }

  private func isTruthValue(_ cell: String) -> Bool {
    let text = cell.lowercased()
    return text == "true" || text == "false"
  }

  /// Reads JSON text that stands in a cell as the value of a field.
  private mutating func readJSON(
    _ json: [UInt8], of field: UnsafePointer<ProtoJSONField>, _ row: Int, _ arena: inout MessageArena, at start: Int
  ) throws(JSONFailure) {
    let stored = try store(json + [UInt8](repeating: 0, count: JSONScanner.padding), &arena)
    scanner.position = stored.offset
    do throws(JSONFailure) {
      try readField(field, row, &arena, depth: 0)
      try scanner.finish(at: stored.offset + json.count)
    } catch {
      // Told as the cell has it: what the table's own text has there depends on its quotes.
      let inner = json.withUnsafeBufferPointer { text in
        self.error(JSONFailure(reason: error.reason, offset: error.offset - stored.offset), in: text, from: 0)
      }
      let told = error.reason == .refused ? "" : "the cell must hold JSON text here; "
      throw refuse(.said(inner.kind, told + inner.description), at: start)
    }
  }
}
