import SchemaCore

/// What a scalar of plain JSON stands for where that is not what the specification's encoding would make of it.
enum PlainScalar {
  case integer(Int64)
  case bytes([UInt8])
}

extension AvroLayout {
  /// Reads a text or number in the readable form of its logical type, and a whole number however it is written.
  ///
  /// - Returns: nil if the specification's encoding counts for a value like this.
  /// - Throws: `CodecError` if the readable form is asked for and this is not it.
  func plainScalar(_ json: JSONValue, as index: Index) throws(CodecError) -> PlainScalar? {
    switch (nodes[index], json) {
    case (.int, .number(let number)) where !number.isInteger:
      return .integer(try JSONFormScalar.whole(number, as: Int32.self))
    case (.long, .number(let number)) where !number.isInteger:
      return .integer(try JSONFormScalar.whole(number, as: Int64.self))
    case (.int, .string(let text)), (.long, .string(let text)):
      guard let logicalType = logicalTypes[index] else { return nil }
      guard let value = logicalType.integer(text) else { throw .expected(logicalType.example, found: json) }
      return .integer(value)
    case (.bytes, .string(let text)): return try plainBytes(text, size: nil, as: index, found: json)
    case (.bytes, .number(let number)): return try plainBytes(number.text, size: nil, as: index, found: json)
    case (.fixed(let type), .string(let text)):
      return try plainBytes(text, size: type.size, as: index, found: json)
    case (.fixed(let type), .number(let number)):
      return try plainBytes(number.text, size: type.size, as: index, found: json)
    default: return nil
    }
  }

  private func plainBytes(
    _ text: String, size: Int?, as index: Index, found json: JSONValue
  ) throws(CodecError) -> PlainScalar? {
    guard let logicalType = logicalTypes[index] else { return nil }
    guard let bytes = logicalType.bytes(text, size: size) else { throw .expected(logicalType.example, found: json) }
    return .bytes(bytes)
  }

  /// True if a value in plain JSON can be one of this type. Arrays, maps and records are looked into `levels` deep:
  /// trying out all ways to read a nested value could take for ever.
  func takes(_ json: JSONValue, asPlain index: Index, levels: Int = 1) -> Bool {
    switch (nodes[index], json) {
    case (.union(let branches), _):
      branches.contains { takes(json, asPlain: $0.node, levels: levels) || isWrapper(json, of: $0) }
    case (.shared(let record), _): takes(json, asPlain: record, levels: levels)
    case (.map(let values), .object(let object)):
      levels == 0 || object.allSatisfy { takes($0.value, asPlain: values, levels: levels - 1) }
    case (.array(let items), .array(let values)):
      levels == 0 || values.allSatisfy { takes($0, asPlain: items, levels: levels - 1) }
    case (.record(let type, let fields), .object(let object)):
      levels == 0 || takes(object, as: type, fields, levels: levels)
    default:
      switch Result(catching: { () throws(CodecError) in try plainScalar(json, as: index) }) {
      case .success(nil): takes(json, asDefaultOf: index)
      case .success: true
      case .failure: false
      }
    }
  }

  private func takes(_ object: JSONObject, as type: AvroRecordType, _ fields: [Index], levels: Int) -> Bool {
    // The names first: they tell most records apart, and cost little.
    object.allSatisfy { type.index(ofPlain: $0.key) != nil }
      && fields.indices.allSatisfy {
        object[type.fields[$0].plainName] != nil || mayBeMissing(fields[$0], in: type, at: $0)
      }
      && fields.indices.allSatisfy { place in
        object[type.fields[place].plainName].map { takes($0, asPlain: fields[place], levels: levels - 1) } ?? true
      }
  }

  /// True if plain JSON may leave the field out: it has a default, or it may be null, which many programs do not write.
  func mayBeMissing(_ field: Index, in type: AvroRecordType, at place: Int) -> Bool {
    type.fields[place].defaultValue != nil || isNullable(field)
  }

  /// True if null is a value of the type.
  func isNullable(_ index: Index) -> Bool {
    switch nodes[index] {
    case .null: true
    case .union(let branches): branches.contains { if case .null = nodes[$0.node] { true } else { false } }
    default: false
    }
  }

  /// True for an object whose one key is the branch's name.
  func isWrapper(_ json: JSONValue, of branch: Branch) -> Bool {
    guard case .object(let object) = json, object.count == 1, branch.name != "null" else { return false }
    return object.members[0].key == branch.name
  }
}
