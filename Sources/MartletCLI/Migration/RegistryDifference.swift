import Registry
import SchemaCore

/// Something in which two registries differ.
struct RegistryDifference: Hashable {
  enum Kind: String {
    case onlyLeft
    case onlyRight
    case different
  }

  var kind: Kind
  var key: RecordKey
  /// In what they differ, a few words each; empty if only one has it.
  var details: [String] = []

  /// The differences between two registries, in the order of what they are about.
  static func all(_ left: RegistryContents, _ right: RegistryContents) -> [RegistryDifference] {
    var differences: [RegistryDifference] = []
    for (key, record) in left.records {
      guard let other = right.records[key] else {
        differences.append(RegistryDifference(kind: .onlyLeft, key: key))
        continue
      }
      if record != other {
        differences.append(RegistryDifference(kind: .different, key: key, details: details(record, other)))
      }
    }
    for key in right.records.keys where left.records[key] == nil {
      differences.append(RegistryDifference(kind: .onlyRight, key: key))
    }
    return differences.sorted { $0.key.precedes($1.key) }
  }

  private static func details(_ left: RegistryRecord, _ right: RegistryRecord) -> [String] {
    switch (left, right) {
    case (.schema(let left), .schema(let right)): details(left, right)
    case (.mode(_, let left), .mode(_, let right)): ["\(left?.rawValue ?? "none") and \(right?.rawValue ?? "none")"]
    case (.config(_, let left?), .config(_, let right?)): details(left, right)
    default: ["contents"]
    }
  }

  private static func details(_ left: SchemaRecord, _ right: SchemaRecord) -> [String] {
    var details: [String] = []
    if left.id != right.id { details.append("ID \(left.id) and \(right.id)") }
    if left.isDeleted != right.isDeleted { details.append("deleted \(left.isDeleted) and \(right.isDeleted)") }
    let (a, b) = (left.schema, right.schema)
    if a.format != b.format { details.append("format \(a.format) and \(b.format)") }
    if ExactText(a.text) != ExactText(b.text) { details.append("text") }
    if a.references != b.references { details.append("references") }
    if a.metadata != b.metadata { details.append("metadata") }
    if a.ruleSet != b.ruleSet { details.append("rules") }
    return details
  }

  private static func details(_ left: SubjectConfig, _ right: SubjectConfig) -> [String] {
    if left.level == right.level { return ["settings"] }
    return ["level \(left.level?.rawValue ?? "none") and \(right.level?.rawValue ?? "none")"]
  }
}

extension RecordKey {
  /// The order in which people look for things: contexts, versions by subject, settings, modes, keys.
  func precedes(_ other: RecordKey) -> Bool {
    if case .version(let left) = self, case .version(let right) = other { return left < right }
    if rank != other.rank { return rank < other.rank }
    return description < other.description
  }

  private var rank: Int {
    switch self {
    case .context: 0
    case .version: 1
    case .config: 2
    case .mode: 3
    case .key: 4
    case .dataKey: 5
    case .subjectDeletion, .subjectClearance, .noop: 6
    }
  }
}
