/// The records that can have no value because they hold themselves without a union, an array or a map in between.
enum EndlessRecords {
  /// The names of such records, and of records that hold one.
  ///
  /// Records are taken away once all records in them were; what is left holds itself. Nothing here recurses over names,
  /// whose chains can be long.
  static func names(in document: AvroDocument) -> Set<AvroName> {
    var missing: [AvroName: Int] = [:]
    var holders: [AvroName: [AvroName]] = [:]
    var finite: [AvroName] = []
    for (name, definition) in document.definitions {
      guard case .record(let record) = definition.type else { continue }
      let held = record.fields.compactMap { recordName(of: $0.schema, in: document) }
      missing[name] = held.count
      for inner in held { holders[inner, default: []].append(name) }
      if held.isEmpty { finite.append(name) }
    }
    while let name = finite.popLast() {
      missing[name] = nil
      for holder in holders[name] ?? [] {
        missing[holder, default: 0] -= 1
        if missing[holder] == 0 { finite.append(holder) }
      }
    }
    return Set(missing.keys)
  }

  private static func recordName(of schema: AvroSchema, in document: AvroDocument) -> AvroName? {
    guard case .record(let record) = document.definition(of: schema).type else { return nil }
    return record.name
  }
}
