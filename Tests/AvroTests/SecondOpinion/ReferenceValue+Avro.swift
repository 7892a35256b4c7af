import ReferenceCodecs
import SchemaCore

@testable import Avro

extension ReferenceValue {
  /// The value of a node, with the branches of its unions named.
  init(_ value: AvroValue, of node: AvroLayout.Index = 0, _ layout: AvroLayout) {
    switch (layout.nodes[node], value) {
    case (.shared(let record), _): self.init(value, of: record, layout)
    case (.union(let branches), _):
      let place = branches.firstIndex { layout.takes(value, as: $0.node) } ?? -1
      self = .union(place, place < 0 ? .null : ReferenceValue(value, of: branches[place].node, layout))
    case (.array(let items), .array(let values)):
      self = .array(values.map { ReferenceValue($0, of: items, layout) })
    case (.map(let values), .map(let entries)):
      self = .map(
        entries.map { Entry(key: Array($0.key.utf8), value: ReferenceValue($0.value, of: values, layout)) })
    case (.record(_, let fields), .record(let record)):
      self = .record(zip(record.fields, fields).map { ReferenceValue($0, of: $1, layout) })
    case (_, .boolean(let value)): self = .boolean(value)
    case (_, .int(let value)): self = .int(value)
    case (_, .long(let value)): self = .long(value)
    case (_, .float(let value)): self = .float(value.bitPattern)
    case (_, .double(let value)): self = .double(value.bitPattern)
    case (_, .bytes(let bytes)): self = .bytes(bytes)
    case (_, .string(let text)): self = .string(Array(text.utf8))
    case (_, .fixed(let value)): self = .fixed(value.bytes)
    case (_, .enumeration(let value)): self = .enumeration(value.index)
    default: self = .null
    }
  }

  /// The value with the entries of each map in one order, for those who write them in their own.
  var withSortedMaps: ReferenceValue {
    rebuilt { value in
      guard case .map(let entries) = value else { return value }
      return .map(entries.sorted { $0.key.lexicographicallyPrecedes($1.key) })
    }
  }

  /// The value with one NaN for all: JSON has no more.
  var withOneNaN: ReferenceValue {
    rebuilt { value in
      switch value {
      case .float(let bits) where Float(bitPattern: bits).isNaN: .float(Float.nan.bitPattern)
      case .double(let bits) where Double(bitPattern: bits).isNaN: .double(Double.nan.bitPattern)
      default: value
      }
    }
  }

  /// True if the condition holds for the value or anything in it.
  func contains(_ isMatch: (ReferenceValue) -> Bool) -> Bool {
    if isMatch(self) { return true }
    return switch self {
    case .array(let items), .record(let items): items.contains { $0.contains(isMatch) }
    case .map(let entries): entries.contains { $0.value.contains(isMatch) }
    case .union(_, let value): value.contains(isMatch)
    default: false
    }
  }

  private func rebuilt(_ change: (ReferenceValue) -> ReferenceValue) -> ReferenceValue {
    switch self {
    case .array(let items): .array(items.map { $0.rebuilt(change) })
    case .record(let fields): .record(fields.map { $0.rebuilt(change) })
    case .map(let entries): change(.map(entries.map { Entry(key: $0.key, value: $0.value.rebuilt(change)) }))
    case .union(let place, let value): .union(place, value.rebuilt(change))
    default: change(self)
    }
  }
}
