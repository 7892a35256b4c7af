import SchemaCore

/// A cell of a table as the value in plain JSON that it stands for.
///
/// Numbers and truth values are taken from their text, arrays, maps and records from JSON text in the cell. In a union an
/// empty cell is null if null is in it; another cell belongs to the first type that takes it, strings and bytes last.
struct PlainCell {
  let layout: AvroLayout
  let text: String

  /// The value as one of the type.
  ///
  /// - Throws: `CodecError` if the text is none.
  func value(as index: AvroLayout.Index) throws(CodecError) -> JSONValue {
    switch layout.nodes[index] {
    case .null where text.isEmpty: return .null
    case .boolean:
      guard let value = truthValue else { throw .expected(layout.expectation(of: index), found: .string(text)) }
      return .bool(value)
    case .int, .long, .float, .double: return JSONNumber(text).map { .number($0) } ?? .string(text)
    case .null, .string, .enumeration, .bytes, .fixed: return .string(text)
    case .array, .map, .record: return try parsed()
    case .shared(let record): return try value(as: record)
    case .union(let branches): return try value(as: branches)
    }
  }

  private func value(as branches: [AvroLayout.Branch]) throws(CodecError) -> JSONValue {
    let isNullable = branches.contains { $0.name == "null" }
    if isNullable && text.isEmpty { return .null }
    let values = branches.filter { $0.name != "null" }
    if values.count == 1 { return try value(as: values[0].node) }
    let isText = { (branch: AvroLayout.Branch) in branch.name == "string" || branch.name == "bytes" }
    for branch in values.filter({ !isText($0) }) + values.filter(isText) {
      if let value = try? value(as: branch.node), layout.takes(value, asPlain: branch.node) {
        return .object([branch.name: value])
      }
    }
    throw .expected(layout.plainExpectation(of: branches), found: .string(text))
  }

  private var truthValue: Bool? {
    switch text.lowercased() {
    case "true": true
    case "false": false
    default: nil
    }
  }

  private func parsed() throws(CodecError) -> JSONValue {
    do {
      return try JSONParser.parse(text)
    } catch {
      throw CodecError(.syntax, "the cell must hold JSON text here; \(error)")
    }
  }
}
