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

  private let describer: DifferenceDescriber
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
    describer = DifferenceDescriber(original: original, update: update)
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
      case .difference(let kind, let step, let reason):
        if includesCompatible || !kind.isCompatible(under: policy) {
          add(kind, at: step, in: outcome.pair, because: reason)
        }
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

  private mutating func add(
    _ kind: DifferenceKind, at step: String?, in pair: SchemaComparison.Pair, because reason: Int?
  ) {
    var difference = JSONSchemaDifference(
      kind, path: "#/" + (path + [step].compactMap(\.self)).joined(separator: "/"),
      context: describer.context(of: pair, at: step, path: path))
    if let reason { difference.context.reason = self.reason(reason).map { .difference($0) } }
    bytesLeft -= difference.path.utf8.count
    found.append(difference)
  }

  /// The first difference that makes a pair incompatible, looked for within it.
  private func reason(_ pair: Int) -> JSONSchemaDifference? {
    var pair = pair
    var path = path
    for _ in 0..<Self.reasonDepth {
      let outcome = outcomes[pair]
      var next: (pair: Int, step: String?)?
      for entry in outcome.entries {
        switch entry {
        case .difference(let kind, let step, _) where !kind.isCompatible(under: policy):
          return JSONSchemaDifference(
            kind, path: "#/" + (path + [step].compactMap(\.self)).joined(separator: "/"),
            context: describer.context(of: outcome.pair, at: step, path: path))
        case .use(let used, let step) where next == nil && !outcomes[used].isCompatible: next = (used, step)
        default: break
        }
      }
      guard let next else { return nil }
      pair = next.pair
      if let step = next.step { path.append(step) }
    }
    return nil
  }

  /// How deep within a pair its reason is looked for.
  private static let reasonDepth = 16
}
