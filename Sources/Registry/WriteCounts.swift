public import SchemaCore

/// How many versions were registered and deleted while the process ran, by format. What is read at the start does not
/// count.
public struct WriteCounts: Hashable, Sendable {
  /// Versions that came into being.
  public private(set) var registered: [FormatName: Int] = [:]
  /// Versions that were marked as deleted.
  public private(set) var deleted: [FormatName: Int] = [:]

  /// Counts a record that is about to be applied.
  mutating func add(_ record: RegistryRecord, to state: RegistryState) {
    switch record {
    case .schema(let record):
      if record.isDeleted {
        deleted[record.schema.format, default: 0] += 1
      } else {
        registered[record.schema.format, default: 0] += 1
      }
    case .subjectDeleted(let subject, let version):
      for schema in state.history(of: subject, .live) where schema.version <= version {
        deleted[schema.schema.format, default: 0] += 1
      }
    default: break
    }
  }

  static func += (left: inout WriteCounts, right: WriteCounts) {
    left.registered.merge(right.registered, uniquingKeysWith: +)
    left.deleted.merge(right.deleted, uniquingKeysWith: +)
  }
}
