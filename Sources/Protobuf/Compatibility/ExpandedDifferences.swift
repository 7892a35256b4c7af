/// Writes the differences of imported types in where the types are used, as the reference implementation reports them:
/// at every use again, and a field is incompatible if its type is.
struct ExpandedDifferences {
  /// A list of entries that is being written out.
  private struct Frame {
    /// The pair whose list it is; nil for the files themselves.
    var pair: Int?
    var next = 0
    var isIncompatible = false
    /// What is true of the field that uses the pair if it turns out to be incompatible.
    var field: ProtobufDifference?
  }

  private let root: [ProtobufComparison.Entry]
  private let pairs: [[ProtobufComparison.Entry]]
  private let includesCompatible: Bool
  /// For each pair, whether anything that is asked for lies within it or what it uses.
  private let matters: [Bool]
  private var found: [ProtobufDifference] = []
  private var isOpen: [Bool]
  private var stepsLeft = ProtobufComparison.steps

  /// How many differences are listed.
  static let maximum = 10_000

  /// All differences, or only those that keep the update from reading the original's data, up to `maximum`.
  static func list(
    original: ProtobufSchema, update: ProtobufSchema, includesCompatible: Bool
  ) -> [ProtobufDifference] {
    do {
      let entries = try ProtobufComparison.entries(original: original, update: update)
      var expansion = ExpandedDifferences(
        root: entries.root, pairs: entries.pairs, includesCompatible: includesCompatible)
      return expansion.list()
    } catch {
      return [.tooLarge]
    }
  }

  private init(
    root: [ProtobufComparison.Entry], pairs: [[ProtobufComparison.Entry]], includesCompatible: Bool
  ) {
    self.root = root
    self.pairs = pairs
    self.includesCompatible = includesCompatible
    matters = Self.pairs(pairs) { includesCompatible || !$0.kind.isCompatible }
    isOpen = Array(repeating: false, count: pairs.count)
  }

  /// Uses may go round in circles: what is being written out already is passed over. The stack is explicit because
  /// chains of types may be long.
  private mutating func list() -> [ProtobufDifference] {
    var frames = [Frame()]
    while let frame = frames.last, found.count < Self.maximum {
      let entries = frame.pair.map { pairs[$0] } ?? root
      guard frame.next < entries.count else {
        close(&frames)
        continue
      }
      frames[frames.count - 1].next += 1
      switch entries[frame.next] {
      case .difference(let difference):
        add(difference, to: &frames)
      case .use(let pair, let field) where matters[pair] && !isOpen[pair]:
        stepsLeft -= 1
        if stepsLeft > 0 {
          isOpen[pair] = true
          frames.append(Frame(pair: pair, field: field))
        } else if isIncompatible[pair] {
          // Too many ways lead through the types to say where each ends. The verdict is known all the same.
          add(field, to: &frames)
        }
      case .use: break
      }
    }
    return found
  }

  private mutating func close(_ frames: inout [Frame]) {
    let frame = frames.removeLast()
    if let pair = frame.pair { isOpen[pair] = false }
    if frame.isIncompatible, let field = frame.field { add(field, to: &frames) }
  }

  private mutating func add(_ difference: ProtobufDifference, to frames: inout [Frame]) {
    if !difference.kind.isCompatible { frames[frames.count - 1].isIncompatible = true }
    if includesCompatible || !difference.kind.isCompatible { found.append(difference) }
  }

  private lazy var isIncompatible = Self.pairs(pairs) { !$0.kind.isCompatible }

  /// The pairs with a matching difference in them or in what they use, found from the differences backwards.
  private static func pairs(
    _ pairs: [[ProtobufComparison.Entry]], where matches: (ProtobufDifference) -> Bool
  ) -> [Bool] {
    var users: [[Int]] = Array(repeating: [], count: pairs.count)
    var result = Array(repeating: false, count: pairs.count)
    var pending: [Int] = []
    for (index, entries) in pairs.enumerated() {
      for entry in entries {
        switch entry {
        case .use(let used, _): users[used].append(index)
        case .difference(let difference):
          if !result[index], matches(difference) {
            result[index] = true
            pending.append(index)
          }
        }
      }
    }
    while let index = pending.popLast() {
      for user in users[index] where !result[user] {
        result[user] = true
        pending.append(user)
      }
    }
    return result
  }
}
