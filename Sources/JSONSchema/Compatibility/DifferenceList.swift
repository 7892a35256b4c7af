import SchemaCore

/// Writes out what a comparison came to: at every place where a pair of schemas is used again.
struct DifferenceList {
  /// The entries of a pair that are being written out.
  private struct Frame {
    var pair: Int
    var next = 0
    /// How many steps of the path lead to the pair.
    var depth: Int
  }

  private let original: SchemaModel
  private let update: SchemaModel
  private let policy: CompatibilityPolicy
  private let outcomes: [SchemaComparison.Outcome]
  private let includesCompatible: Bool
  /// How often each pair is being written out.
  private var openings: [Int]
  private var path: [String] = []
  private var found: [JSONSchemaDifference] = []
  private var bytesLeft = DifferenceList.maximumPathBytes

  /// How many differences are listed.
  static let maximum = 10_000
  /// How long their paths may be together: through references, a path may be as long as the schema.
  private static let maximumPathBytes = 1 << 22

  /// All differences, or only those that keep the update from reading the original's data, up to `maximum`.
  static func list(
    original: SchemaModel, update: SchemaModel, policy: CompatibilityPolicy, includesCompatible: Bool
  ) -> [JSONSchemaDifference] {
    do {
      let outcomes = try SchemaComparison.outcomes(original: original, update: update, policy: policy)
      if !includesCompatible, outcomes[0].isCompatible { return [] }
      var list = DifferenceList(
        original: original, update: update, policy: policy, outcomes: outcomes, includesCompatible: includesCompatible)
      list.expand()
      return list.found.isEmpty && !outcomes[0].isCompatible ? [.tooLarge] : list.found
    } catch {
      return [.tooLarge]
    }
  }

  private init(
    original: SchemaModel, update: SchemaModel, policy: CompatibilityPolicy, outcomes: [SchemaComparison.Outcome],
    includesCompatible: Bool
  ) {
    self.original = original
    self.update = update
    self.policy = policy
    self.outcomes = outcomes
    self.includesCompatible = includesCompatible
    openings = Array(repeating: 0, count: outcomes.count)
  }

  /// The stack is explicit because chains of references may be long.
  private mutating func expand() {
    var frames = [Frame(pair: 0, depth: 0)]
    openings[0] = 1
    var stepsLeft = SchemaComparison.steps
    while let frame = frames.last, found.count < Self.maximum, stepsLeft > 0, bytesLeft > 0 {
      stepsLeft -= 1
      path.removeSubrange(frame.depth...)
      let outcome = outcomes[frame.pair]
      guard frame.next < outcome.entries.count else {
        openings[frame.pair] -= 1
        frames.removeLast()
        continue
      }
      frames[frames.count - 1].next += 1
      switch outcome.entries[frame.next] {
      case .difference(let kind, let step):
        if includesCompatible || !kind.isCompatible(under: policy) { add(kind, at: step, in: outcome.pair) }
      case .use(let pair, let step):
        if !isToBeOpened(pair) { continue }
        openings[pair] += 1
        if let step { path.append(step) }
        frames.append(Frame(pair: pair, depth: path.count))
      }
    }
  }

  /// Pairs may use each other in circles. One that is being written out already is passed over, but if it is incompatible
  /// written out once more: so does the reference implementation.
  private func isToBeOpened(_ pair: Int) -> Bool {
    if outcomes[pair].isCompatible { return includesCompatible && openings[pair] == 0 }
    return openings[pair] < 2
  }

  private mutating func add(_ kind: DifferenceKind, at step: String?, in pair: SchemaComparison.Pair) {
    let before = original[pair.original].place
    let after = update[pair.update].place
    let places = JSONSchemaDifference.Places(
      original: original.text(of: before), update: update.text(of: after), step: step,
      before: Self.shown(before, step), after: Self.shown(after, step))
    let path = "#/" + (path + [step].compactMap(\.self)).joined(separator: "/")
    bytesLeft -= path.utf8.count
    found.append(JSONSchemaDifference(kind, path: path, places: places))
  }

  /// What stands at a step below a schema, cut off where it is long.
  private static func shown(_ place: SchemaPlace, _ step: String?) -> String? {
    var place: SchemaPlace? = place
    if let step {
      // A name may have slashes in it; a step is a keyword and at most one name.
      for token in step.split(separator: "/", maxSplits: 1) { place = place?[String(token)] }
    }
    guard let value = place?.value else { return nil }
    let text: String
    switch value {
    case .object, .array: text = value.kindName
    default: text = JSONWriter.text(value)
    }
    return text.utf8.count <= 80 ? text : String(text.unicodeScalars.prefix(40)) + "…"
  }
}
