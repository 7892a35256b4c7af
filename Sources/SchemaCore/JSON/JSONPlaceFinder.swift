/// Finds where a value stands that a pointer leads to. Of several members with one name the last counts.
struct JSONPlaceFinder: JSONVisitor {
  /// The offset of the value; nil if there is none.
  private(set) var offset: Int?
  /// The offset of the innermost value on the way that is there.
  private(set) var innermost: Int?
  private let tokens: [String]
  private var containers: [Container] = []

  /// An array or an object that was not told to its end.
  private struct Container {
    var kind: JSONContainerKind
    /// The next token, if the way leads here.
    var token: String?
    /// How many elements were told.
    var count = 0
    /// True if the way leads on to the value that comes next, or is being told.
    var leadsOn = false
  }

  init(_ tokens: [String]) {
    self.tokens = tokens
  }

  mutating func open(_ kind: JSONContainerKind, at offset: Int) {
    let depth = containers.count
    let isOnWay = begin(at: offset)
    containers.append(Container(kind: kind, token: isOnWay && depth < tokens.count ? tokens[depth] : nil))
  }

  mutating func name(_ name: String, in range: Range<Int>) {
    let last = containers.count - 1
    containers[last].leadsOn = containers[last].token.map { ExactText($0) == ExactText(name) } ?? false
  }

  mutating func scalar(_ value: JSONValue, in range: Range<Int>) { _ = begin(at: range.lowerBound) }

  mutating func close(at offset: Int) { containers.removeLast() }

  /// A value begins; true if the way leads to it.
  private mutating func begin(at place: Int) -> Bool {
    let depth = containers.count
    if let last = containers.indices.last {
      if containers[last].kind == .array {
        containers[last].leadsOn = containers[last].token.flatMap { Int($0) } == containers[last].count
        containers[last].count += 1
      }
      guard containers[last].leadsOn else { return false }
      // A member of the same name, and what the way found in it, is replaced.
      offset = nil
    }
    if depth == tokens.count { offset = place }
    innermost = place
    return true
  }
}
