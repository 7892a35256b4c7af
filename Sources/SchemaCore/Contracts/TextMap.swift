/// Values by texts, always in the same order, whatever order they came in: by the keys' UTF-16 code units, as the
/// identity of contents needs it.
public struct TextMap<Value: Hashable & Sendable>: Hashable, Sendable {
  /// A key and its value.
  public struct Entry: Hashable, Sendable {
    public var key: ExactText
    public var value: Value
  }

  /// The entries in order, each key once.
  public private(set) var entries: [Entry] = []

  /// A map without entries.
  public init() {}

  /// The map of these entries; of several with one key the last counts.
  public init(_ pairs: some Sequence<(key: String, value: Value)>) {
    let values = pairs.map { (ExactText($0.key), $0.value) }
    entries = Dictionary(values) { _, last in last }
      .map { Entry(key: $0.key, value: $0.value) }.sorted { $0.key < $1.key }
  }

  /// True if there are no entries.
  public var isEmpty: Bool { entries.isEmpty }

  /// The value under a key; nil removes it.
  public subscript(key: String) -> Value? {
    get {
      let place = place(of: ExactText(key))
      return place.isThere ? entries[place.index].value : nil
    }
    set {
      let key = ExactText(key)
      let place = place(of: key)
      if place.isThere { entries.remove(at: place.index) }
      if let newValue { entries.insert(Entry(key: key, value: newValue), at: place.index) }
    }
  }

  /// The entries of both; where both have a key, the other's value counts.
  public func merging(_ other: TextMap) -> TextMap {
    TextMap((entries + other.entries).lazy.map { (key: $0.key.text, value: $0.value) })
  }

  /// Where a key stands, or would stand.
  private func place(of key: ExactText) -> (index: Int, isThere: Bool) {
    var range = 0..<entries.count
    while !range.isEmpty {
      let middle = range.lowerBound + range.count / 2
      if entries[middle].key == key { return (middle, true) }
      range = entries[middle].key < key ? middle + 1..<range.upperBound : range.lowerBound..<middle
    }
    return (range.lowerBound, false)
  }
}

extension TextMap: Sequence, ExpressibleByDictionaryLiteral {
  public func makeIterator() -> IndexingIterator<[Entry]> { entries.makeIterator() }

  public init(dictionaryLiteral pairs: (String, Value)...) {
    self.init(pairs.map { (key: $0.0, value: $0.1) })
  }
}
