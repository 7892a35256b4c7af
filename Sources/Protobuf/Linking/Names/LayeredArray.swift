/// An array whose beginning is shared with others and does not change. It lets each linking add to what is known of the
/// built-in files without a copy of that.
struct LayeredArray<Element: Sendable>: Sendable {
  private let shared: [Element]
  private var own: [Element] = []

  init(over shared: [Element] = []) {
    self.shared = shared
  }

  /// The same elements, all of them shared.
  var sealed: Self { Self(over: shared + own) }

  var count: Int { shared.count + own.count }

  /// The indexes of the elements that are not shared.
  var ownIndexes: Range<Int> { shared.count..<count }

  /// Only elements that are not shared can be changed.
  subscript(index: Int) -> Element {
    _read {
      if index < shared.count {
        yield shared[index]
      } else {
        yield own[index - shared.count]
      }
    }
    _modify { yield &own[index - shared.count] }
  }

  mutating func append(_ element: Element) { own.append(element) }
}
