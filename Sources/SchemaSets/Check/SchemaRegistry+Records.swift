public import Registry
public import SchemaCore

extension SchemaRegistry {
  /// A registry in memory that holds what records amount to.
  ///
  /// - Throws: `SetError` if it cannot.
  public static func holding(
    _ records: [RegistryRecord], _ options: RegistryOptions, _ formats: SchemaFormats
  ) async throws(SetError) -> SchemaRegistry {
    let store = MemoryStore()
    var entries: [LogEntry] = []
    entries.reserveCapacity(records.count)
    for (index, record) in records.enumerated() {
      entries.append(
        LogEntry(position: LogPosition(rawValue: Int64(index)), timestamp: 0, token: 0, record: record))
    }
    do {
      try await store.append(entries)
      return try await SchemaRegistry(store: store, formats: formats, options: options)
    } catch {
      throw SetError(.unreadable, "no registry can be made of these records: \(error)")
    }
  }
}

extension RegistryRecord {
  var isMode: Bool {
    if case .mode = self { true } else { false }
  }
}
