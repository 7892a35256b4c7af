/// A `map`: texts with a value each, in an order that is kept, so that a record that was read is written as it was.
///
///     var counters: AvroMap<Int64> = ["read": 2]
///     counters["written"] = 5
///
/// To read and write one costs half of what a dictionary costs, and to look up a key takes the longer the more there are:
/// make a `Dictionary` of a large map in which many keys are looked up. Two maps are equal if they have the same values
/// for the same keys, in whatever order.
public struct AvroMap<Value> {
  @usableFromInline var entries: [Element]

  /// A map of nothing.
  @inlinable public init() { entries = [] }

  /// The entries of a dictionary, in its order.
  @inlinable public init(_ dictionary: [String: Value]) {
    entries = dictionary.map { ($0.key, $0.value) }
  }

  @inlinable init(entries: [Element]) { self.entries = entries }

  /// The value of a key. If several entries have the key, which no schema forbids, it is that of the last; to set it
  /// sets that one, and to set it to nil takes away all of them.
  @inlinable public subscript(key: String) -> Value? {
    get { entries.last { $0.key == key }?.value }
    set {
      guard let newValue else { return entries.removeAll { $0.key == key } }
      if let place = entries.lastIndex(where: { $0.key == key }) {
        entries[place].value = newValue
      } else {
        entries.append((key, newValue))
      }
    }
  }
}

extension AvroMap: RandomAccessCollection {
  public typealias Element = (key: String, value: Value)

  @inlinable public var startIndex: Int { entries.startIndex }

  @inlinable public var endIndex: Int { entries.endIndex }

  @inlinable public subscript(position: Int) -> Element { entries[position] }
}

extension AvroMap: ExpressibleByDictionaryLiteral {
  @inlinable public init(dictionaryLiteral elements: (String, Value)...) {
    entries = elements.map { ($0.0, $0.1) }
  }
}

extension Dictionary where Key == String {
  /// The entries of a map. Of several with one key the last counts.
  @inlinable public init(_ map: AvroMap<Value>) {
    self.init(minimumCapacity: map.count)
    for (key, value) in map { self[key] = value }
  }
}

extension AvroMap: Sendable where Value: Sendable {}

extension AvroMap: Equatable where Value: Equatable {
  @inlinable public static func == (left: AvroMap, right: AvroMap) -> Bool {
    // Most maps that are compared are in the same order, and no dictionary is needed to see it.
    left.elementsEqual(right) { $0.key == $1.key && $0.value == $1.value } || Dictionary(left) == Dictionary(right)
  }
}

extension AvroMap: Hashable where Value: Hashable {
  @inlinable public func hash(into hasher: inout Hasher) { hasher.combine(Dictionary(self)) }
}

extension AvroMap: CustomStringConvertible {
  public var description: String {
    isEmpty ? "[:]" : "[\(map { "\($0.key.debugDescription): \($0.value)" }.joined(separator: ", "))]"
  }
}
