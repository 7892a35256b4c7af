import SchemaCore

/// What the members of the objects at one place are.
struct ObjectFacts {
  struct Member {
    let key: String
    var facts: ValueFacts
  }

  private(set) var count = 0
  /// In the order in which the keys were first seen.
  private(set) var members: [Member] = []
  private var places: [ExactText: Int] = [:]
  /// The values of all keys together, once there were too many keys to tell apart; one or none.
  private var mapFacts: [ValueFacts] = []

  /// So many keys are not the names of fields.
  private static let maximumKeys = 1000

  mutating func add(_ object: JSONObject, depth: Int, _ context: inout FactsContext) throws(InferenceError) {
    count += 1
    for member in object {
      if !mapFacts.isEmpty {
        try mapFacts[0].add(member.value, depth: depth + 1, &context)
      } else if let place = places[ExactText(member.key)] {
        try members[place].facts.add(member.value, depth: depth + 1, &context)
      } else {
        try context.takePath()
        append(member.key)
        try members[members.count - 1].facts.add(member.value, depth: depth + 1, &context)
        if members.count > Self.maximumKeys {
          context.pathsLeft += members.count - 1
          becomeMap()
        }
      }
    }
  }

  /// The values of all keys together, if the keys are data rather than names.
  var mapValues: ValueFacts? {
    if let values = mapFacts.first { return values }
    guard count > 0, members.isEmpty || hasKeysOfMap else { return nil }
    return mergedMembers
  }

  /// What a cell of a table adds to its column.
  mutating func add(cells: [String], columns: [String], _ context: inout FactsContext) throws(InferenceError) {
    count += 1
    for (place, column) in columns.enumerated() {
      if place == members.count {
        try context.takePath()
        append(column)
      }
      members[place].facts.add(cell: cells[place], context)
    }
  }

  mutating func merge(_ other: ObjectFacts) {
    count += other.count
    if !mapFacts.isEmpty || !other.mapFacts.isEmpty {
      becomeMap()
      mapFacts[0].merge(other.mapFacts.first ?? other.mergedMembers)
      return
    }
    for member in other.members {
      if places[ExactText(member.key)] == nil { append(member.key) }
      if let place = places[ExactText(member.key)] { members[place].facts.merge(member.facts) }
    }
    if members.count > Self.maximumKeys { becomeMap() }
  }

  private mutating func append(_ key: String) {
    places[ExactText(key)] = members.count
    members.append(Member(key: key, facts: ValueFacts()))
  }

  private mutating func becomeMap() {
    if !mapFacts.isEmpty { return }
    mapFacts = [mergedMembers]
    members = []
    places = [:]
  }

  private var mergedMembers: ValueFacts {
    var merged = ValueFacts()
    for member in members { merged.merge(member.facts) }
    return merged
  }

  /// Many keys of which each object has few, or keys that begin like numbers, dates and identifiers.
  private var hasKeysOfMap: Bool {
    let uses = members.reduce(0) { $0 + $1.facts.count }
    if members.count >= 20 && uses < members.count * count / 5 { return true }
    return members.count >= 3 && members.allSatisfy { $0.key.utf8.first.map { (0x30...0x39).contains($0) } ?? false }
  }
}
