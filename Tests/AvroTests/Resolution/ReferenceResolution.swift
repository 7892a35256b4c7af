import SchemaCore

@testable import Avro

/// Resolution as slowly and plainly as it can be: over values and schemas, one value at a time. What the machine does is
/// held against it.
struct ReferenceResolution {
  /// The value has no counterpart in the reader's schema.
  struct Unreadable: Error {
    var reason: String
  }

  let writer: AvroDocument
  let reader: AvroDocument

  func resolved(_ value: AvroValue) throws -> AvroValue { try resolved(value, writer.root, reader.root) }

  private func resolved(_ value: AvroValue, _ written: AvroSchema, _ read: AvroSchema) throws -> AvroValue {
    let written = writer.definition(of: written)
    let read = reader.definition(of: read)
    if case .union(let branches) = written.type {
      guard let branch = branches.first(where: { name(writer.definition(of: $0)) == value.typeName }) else {
        throw Unreadable(reason: "the value is of no branch")
      }
      return try resolved(value, branch, read)
    }
    if case .union(let branches) = read.type {
      let candidates = branches.map { reader.definition(of: $0) }
      for rank in 0...3 {
        if let branch = candidates.first(where: { self.rank(written.type, $0.type) == rank }) {
          return try resolved(value, written, branch)
        }
      }
      throw Unreadable(reason: "no branch for \(name(written))")
    }
    switch (value, read.type) {
    case (.null, .null), (.boolean, .boolean), (.int, .int), (.long, .long), (.float, .float), (.double, .double),
      (.bytes, .bytes), (.string, .string):
      return value
    case (.int(let number), .long): return .long(Int64(number))
    case (.int(let number), .float): return .float(Float(number))
    case (.int(let number), .double): return .double(Double(number))
    case (.long(let number), .float): return .float(Float(number))
    case (.long(let number), .double): return .double(Double(number))
    case (.float(let number), .double): return .double(Double(number))
    case (.string(let text), .bytes): return .bytes(Array(text.utf8))
    case (.bytes(let bytes), .string):
      guard let text = String(validating: bytes, as: UTF8.self) else { throw Unreadable(reason: "not UTF-8") }
      return .string(text)
    case (.fixed(let value), .fixed(let fixed)):
      guard rank(written.type, read.type) != nil, value.bytes.count == fixed.size else {
        throw Unreadable(reason: "another fixed")
      }
      return .fixed(AvroFixedValue(AvroFixedType(fixed), checked: value.bytes))
    case (.enumeration(let value), .enumeration(let enumeration)):
      guard rank(written.type, read.type) != nil else { throw Unreadable(reason: "another enum") }
      let type = AvroEnumType(enumeration)
      guard let index = type.index(of: value.symbol) ?? enumeration.defaultSymbol.flatMap({ type.index(of: $0) }) else {
        throw Unreadable(reason: "no symbol \(value.symbol)")
      }
      return .enumeration(AvroEnumValue(type, checked: index))
    case (.array(let values), .array(let items)):
      guard case .array(let written) = written.type else { throw Unreadable(reason: "no array") }
      return .array(try values.map { try resolved($0, written, items) })
    case (.map(let entries), .map(let values)):
      guard case .map(let written) = written.type else { throw Unreadable(reason: "no map") }
      return .map(try entries.map { AvroMapEntry(key: $0.key, value: try resolved($0.value, written, values)) })
    case (.record(let value), .record(let record)):
      guard case .record(let written) = written.type, rank(.record(written), .record(record)) != nil else {
        throw Unreadable(reason: "another record")
      }
      return .record(try resolved(value, written, record))
    default: throw Unreadable(reason: "\(value.typeName) is no \(name(read))")
    }
  }

  private func resolved(
    _ value: AvroRecordValue, _ written: AvroRecord, _ read: AvroRecord
  ) throws -> AvroRecordValue {
    let fields = try read.fields.map { field in
      for name in [field.name] + field.aliases {
        guard let place = written.fields.firstIndex(where: { $0.name == name }) else { continue }
        return try resolved(value.fields[place], written.fields[place].schema, field.schema)
      }
      guard let json = field.defaultValue else { throw Unreadable(reason: "no field \(field.name)") }
      return try self.value(json, field.schema)
    }
    return AvroRecordValue(AvroRecordType(read), fields: fields)
  }

  /// The value of a default.
  private func value(_ json: JSONValue, _ schema: AvroSchema) throws -> AvroValue {
    let schema = reader.definition(of: schema)
    switch (schema.type, json) {
    case (.null, .null): return .null
    case (.boolean, .bool(let value)): return .boolean(value)
    case (.int, .number(let number)): return .int(Int32(number.int64 ?? 0))
    case (.long, .number(let number)): return .long(number.int64 ?? 0)
    case (.float, .number(let number)): return .float(Float(number.double))
    case (.double, .number(let number)): return .double(number.double)
    case (.string, .string(let text)): return .string(text)
    case (.bytes, .string(let text)): return .bytes(text.unicodeScalars.map { UInt8($0.value) })
    case (.fixed(let fixed), .string(let text)):
      return .fixed(AvroFixedValue(AvroFixedType(fixed), checked: text.unicodeScalars.map { UInt8($0.value) }))
    case (.enumeration(let enumeration), .string(let symbol)):
      let type = AvroEnumType(enumeration)
      return .enumeration(AvroEnumValue(type, checked: type.index(of: symbol) ?? -1))
    case (.array(let items), .array(let values)): return .array(try values.map { try value($0, items) })
    case (.map(let values), .object(let object)):
      return .map(try object.map { AvroMapEntry(key: $0.key, value: try value($0.value, values)) })
    case (.record(let record), .object(let object)):
      let fields = try record.fields.map { field in
        guard let json = object[field.name] ?? field.defaultValue else { throw Unreadable(reason: "no \(field.name)") }
        return try value(json, field.schema)
      }
      return .record(AvroRecordValue(AvroRecordType(record), fields: fields))
    case (.union(let branches), _):
      for branch in branches { if let value = try? value(json, branch) { return value } }
      throw Unreadable(reason: "no branch for the default")
    default: throw Unreadable(reason: "the default is no \(name(schema))")
    }
  }

  /// How well one type, which is no union, can be read as another: 0 to 2 for the same, 3 for a promotion.
  private func rank(_ written: AvroType, _ read: AvroType) -> Int? {
    switch (written, read) {
    case (.record, .record), (.enumeration, .enumeration), (.fixed, .fixed):
      guard let name = AvroSchema(written).name, let readName = AvroSchema(read).name else { return nil }
      if name == readName { return 0 }
      if read.aliases.contains(name) { return 1 }
      return name.name == readName.name ? 2 : nil
    default:
      if written.keyword == read.keyword { return 0 }
      let promotions = [
        "int": ["long", "float", "double"], "long": ["float", "double"], "float": ["double"], "string": ["bytes"],
        "bytes": ["string"],
      ]
      return promotions[written.keyword ?? ""]?.contains(read.keyword ?? "") == true ? 3 : nil
    }
  }

  private func name(_ schema: AvroSchema) -> String { schema.name?.fullName ?? schema.type.keyword ?? "union" }
}
