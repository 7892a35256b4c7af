@testable import Avro

/// Codes generic values through `Encoder` and `Decoder`, with every container asked for by hand.
enum CodableByLayout {
  struct Key: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }
    init(_ name: String) { stringValue = name }
    init(stringValue: String) { self.init(stringValue) }
    init?(intValue: Int) { nil }
  }

  struct Mismatch: Error {}

  static let layout = CodingUserInfoKey(rawValue: "layout")

  /// A value that encodes itself with the values in it, each by its own `encode(to:)`.
  struct Nested: Encodable {
    let value: AvroValue
    let node: Int
    let layout: AvroLayout

    func encode(to encoder: any Encoder) throws {
      switch (layout.nodes[node], value) {
      case (.record(let type, let fields), .record(let record)):
        var container = encoder.container(keyedBy: Key.self)
        // The last half of the fields comes first.
        let places = Array(fields.indices)
        for place in places[(places.count / 2)...] + places[..<(places.count / 2)] {
          try container.encode(part(record.fields[place], fields[place]), forKey: Key(type.fieldNames[place]))
        }
      case (.array(let items), .array(let values)):
        var container = encoder.unkeyedContainer()
        for value in values { try container.encode(part(value, items)) }
      case (.map(let values), .map(let entries)):
        var container = encoder.container(keyedBy: Key.self)
        for entry in entries { try container.encode(part(entry.value, values), forKey: Key(entry.key)) }
      case (.shared(let record), _): try part(value, record).encode(to: encoder)
      case (.union(let branches), _):
        if value == .null {
          var container = encoder.singleValueContainer()
          return try container.encodeNil()
        }
        let branch = branches.first { layout.takes(value, as: $0.node) }
        guard let branch else { throw Mismatch() }
        if branches.count == 2 && branches.contains(where: { $0.name == "null" }) {
          return try part(value, branch.node).encode(to: encoder)
        }
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(part(value, branch.node), forKey: Key(branch.name))
      default: try CodableByLayout.encodeScalar(value, to: encoder)
      }
    }

    private func part(_ value: AvroValue, _ node: Int) -> Nested { Nested(value: value, node: node, layout: layout) }
  }

  /// A value that is encoded through containers which are open beside one another.
  struct Interleaved: Encodable {
    let value: AvroValue
    let layout: AvroLayout

    func encode(to encoder: any Encoder) throws { try encode(value, 0, to: encoder) }

    private func encode(_ value: AvroValue, _ node: Int, to encoder: any Encoder) throws {
      switch (layout.nodes[node], value) {
      case (.record(let type, let fields), .record(let record)):
        var container = encoder.container(keyedBy: Key.self)
        let encoders = type.fieldNames.map { container.superEncoder(forKey: Key($0)) }
        for place in fields.indices.reversed() {
          try encode(record.fields[place], fields[place], to: encoders[place])
        }
      case (.array(let items), .array(let values)):
        var container = encoder.unkeyedContainer()
        let encoders = values.map { _ in container.superEncoder() }
        for (value, encoder) in zip(values, encoders).reversed() { try encode(value, items, to: encoder) }
      case (.map(let values), .map(let entries)):
        var container = encoder.container(keyedBy: Key.self)
        let encoders = entries.map { container.superEncoder(forKey: Key($0.key)) }
        for (entry, encoder) in zip(entries, encoders).reversed() { try encode(entry.value, values, to: encoder) }
      default: try Nested(value: value, node: node, layout: layout).encode(to: encoder)
      }
    }
  }

  private static func encodeScalar(_ value: AvroValue, to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch value {
    case .null: try container.encodeNil()
    case .boolean(let value): try container.encode(value)
    case .int(let value): try container.encode(value)
    case .long(let value): try container.encode(value)
    case .float(let value): try container.encode(value)
    case .double(let value): try container.encode(value)
    case .string(let value): try container.encode(value)
    case .bytes(let value): try container.encode(value)
    case .fixed(let value): try container.encode(value.bytes)
    case .enumeration(let value): try container.encode(value.symbol)
    case .array, .map, .record: throw Mismatch()
    }
  }

  /// A value that is decoded through containers.
  struct Decoded: Decodable {
    let value: AvroValue

    init(from decoder: any Decoder) throws {
      guard let key = CodableByLayout.layout, let layout = decoder.userInfo[key] as? AvroLayout else {
        throw Mismatch()
      }
      value = try Self.decode(0, layout, decoder)
    }

    private static func decode(_ node: Int, _ layout: AvroLayout, _ decoder: any Decoder) throws -> AvroValue {
      switch layout.nodes[node] {
      case .record(let type, let fields):
        let container = try decoder.container(keyedBy: Key.self)
        var values = fields.map { _ in AvroValue.null }
        for place in fields.indices.reversed() {
          let key = Key(type.fieldNames[place])
          values[place] = try decode(fields[place], layout, container.superDecoder(forKey: key))
        }
        return .record(AvroRecordValue(type, fields: values))
      case .array(let items):
        var container = try decoder.unkeyedContainer()
        var values: [AvroValue] = []
        while !container.isAtEnd { values.append(try decode(items, layout, container.superDecoder())) }
        return .array(values)
      case .map(let values):
        let container = try decoder.container(keyedBy: Key.self)
        return .map(
          try container.allKeys.map {
            AvroMapEntry(key: $0.stringValue, value: try decode(values, layout, container.superDecoder(forKey: $0)))
          })
      case .shared(let record): return try decode(record, layout, decoder)
      case .union(let branches): return try decode(branches, layout, decoder)
      default: return try decodeScalar(layout.nodes[node], decoder.singleValueContainer())
      }
    }

    private static func decode(
      _ branches: [AvroLayout.Branch], _ layout: AvroLayout, _ decoder: any Decoder
    ) throws -> AvroValue {
      if try decoder.singleValueContainer().decodeNil() { return .null }
      if branches.count == 2, branches.contains(where: { $0.name == "null" }) {
        guard let branch = branches.first(where: { $0.name != "null" }) else { throw Mismatch() }
        return try decode(branch.node, layout, decoder)
      }
      let container = try decoder.container(keyedBy: Key.self)
      guard let key = container.allKeys.first, container.allKeys.count == 1,
        let branch = branches.first(where: { $0.name == key.stringValue })
      else { throw Mismatch() }
      return try decode(branch.node, layout, container.superDecoder(forKey: key))
    }

    private static func decodeScalar(
      _ node: AvroLayout.Node, _ container: any SingleValueDecodingContainer
    ) throws -> AvroValue {
      switch node {
      case .boolean: return .boolean(try container.decode(Bool.self))
      case .int: return .int(try container.decode(Int32.self))
      case .long: return .long(try container.decode(Int64.self))
      case .float: return .float(try container.decode(Float.self))
      case .double: return .double(try container.decode(Double.self))
      case .string: return .string(try container.decode(String.self))
      case .bytes: return .bytes(try container.decode([UInt8].self))
      case .fixed(let type): return .fixed(AvroFixedValue(type, checked: try container.decode([UInt8].self)))
      case .enumeration(let type):
        guard let value = AvroEnumValue(type, symbol: try container.decode(String.self)) else { throw Mismatch() }
        return .enumeration(value)
      default:
        guard container.decodeNil() else { throw Mismatch() }
        return .null
      }
    }
  }
}
