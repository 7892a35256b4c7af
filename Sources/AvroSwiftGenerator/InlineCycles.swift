import Avro

/// The fields that must be kept apart from their struct, because a struct cannot hold itself: enough of them to open
/// every circle of records. Arrays and maps keep their items elsewhere anyway; everything else is part of the struct.
struct InlineCycles {
  private struct Place: Hashable {
    let record: AvroName
    let field: String
  }

  private let types: NamedTypes
  private var apart: Set<Place> = []

  init(_ types: NamedTypes) {
    self.types = types
    for type in types.all {
      guard case .record(let record) = type.schema.type else { continue }
      for field in record.fields where holds(field.schema, record.name) {
        apart.insert(Place(record: record.name, field: field.name))
      }
    }
  }

  /// True if the field must be kept apart.
  func isApart(_ field: AvroField, of record: AvroName) -> Bool {
    apart.contains(Place(record: record, field: field.name))
  }

  /// True if a value of `schema` may hold one of the record in place.
  private func holds(_ schema: AvroSchema, _ record: AvroName) -> Bool {
    var seen: Set<AvroName> = []
    var waiting = [schema]
    while let next = waiting.popLast() {
      switch types.definition(of: next).type {
      case .union(let branches): waiting += branches
      case .record(let part):
        if part.name == record { return true }
        guard seen.insert(part.name).inserted else { break }
        waiting += part.fields.filter { !isApart($0, of: part.name) }.map(\.schema)
      default: break
      }
    }
    return false
  }
}
