/// The members of a JSON object in the order written. Two objects are equal if they hold the same members in any order.
public struct JSONObject: Sendable {
  /// A name and its value.
  public struct Member: Sendable {
    public var key: String
    public var value: JSONValue

    public init(key: String, value: JSONValue) {
      self.key = key
      self.value = value
    }
  }

  /// The members in order. Every key occurs once.
  public private(set) var members: [Member]

  /// Where each key stands; kept only when there are so many members that a search would be slow.
  private var index: [ExactText: Int]?

  private static let searchedCount = 16

  /// An object without members.
  public init() {
    members = []
  }

  /// An object of these members; of several with one key the last value counts, at the place of the first.
  public init(_ members: [Member]) {
    self.members = members
    if members.count > Self.searchedCount {
      index = Dictionary(Self.places(of: members), uniquingKeysWith: { first, _ in first })
    }
    let isUnique =
      index.map { $0.count == members.count }
      ?? members.indices.allSatisfy { place in
        let key = ExactText(members[place].key)
        return !members[..<place].contains { ExactText($0.key) == key }
      }
    if isUnique { return }
    self.members = []
    index = nil
    for member in members { self[member.key] = member.value }
  }

  /// The value under a key. Setting replaces in place, appends what is new, and removes for nil.
  public subscript(key: String) -> JSONValue? {
    get { position(of: key).map { members[$0].value } }
    set {
      switch (position(of: key), newValue) {
      case (let place?, let value?):
        members[place].value = value
      case (nil, let value?):
        members.append(Member(key: key, value: value))
        if index != nil {
          index?[ExactText(key)] = members.count - 1
        } else if members.count > Self.searchedCount {
          makeIndex()
        }
      case (let place?, nil):
        members.remove(at: place)
        if index != nil { makeIndex() }
      case (nil, nil):
        break
      }
    }
  }

  /// How many members there are.
  public var count: Int { members.count }

  /// True if there are none.
  public var isEmpty: Bool { members.isEmpty }

  /// The keys in order.
  public var keys: [String] { members.map(\.key) }

  private func position(of key: String) -> Int? {
    if let index { return index[ExactText(key)] }
    let key = ExactText(key)
    return members.firstIndex { ExactText($0.key) == key }
  }

  private mutating func makeIndex() {
    index = Dictionary(uniqueKeysWithValues: Self.places(of: members))
  }

  private static func places(of members: [Member]) -> some Sequence<(ExactText, Int)> {
    members.lazy.enumerated().map { (ExactText($0.element.key), $0.offset) }
  }
}

extension JSONObject.Member: Hashable {
  public static func == (left: Self, right: Self) -> Bool {
    ExactText(left.key) == ExactText(right.key) && left.value == right.value
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(ExactText(key))
    hasher.combine(value)
  }
}

extension JSONObject: Hashable {
  public static func == (left: JSONObject, right: JSONObject) -> Bool {
    left.count == right.count && left.members.allSatisfy { right[$0.key] == $0.value }
  }

  /// Each member is hashed once: a set of them would hash it again, and so twice as often with every level.
  public func hash(into hasher: inout Hasher) {
    var sum = 0
    for member in members { sum &+= member.hashValue }
    hasher.combine(sum)
  }
}

extension JSONObject: Sequence, ExpressibleByDictionaryLiteral {
  public func makeIterator() -> IndexingIterator<[Member]> { members.makeIterator() }

  public init(dictionaryLiteral members: (String, JSONValue)...) {
    self.init(members.map { Member(key: $0.0, value: $0.1) })
  }
}
