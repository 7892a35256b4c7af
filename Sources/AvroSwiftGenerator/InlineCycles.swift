import Avro

/// Tells which fields hold a value of their own record in place, which no struct can: arrays and maps keep their items
/// elsewhere, everything else is part of the struct.
struct InlineCycles {
  private let types: NamedTypes

  init(_ types: NamedTypes) {
    self.types = types
  }

  /// True if a value of `schema` may hold one of the record in place.
  func holds(_ schema: AvroSchema, _ record: AvroName) -> Bool {
    var seen: Set<AvroName> = []
    var waiting = [schema]
    while let next = waiting.popLast() {
      switch types.definition(of: next).type {
      case .union(let branches): waiting += branches
      case .record(let part):
        if part.name == record { return true }
        if seen.insert(part.name).inserted { waiting += part.fields.map(\.schema) }
      default: break
      }
    }
    return false
  }
}
