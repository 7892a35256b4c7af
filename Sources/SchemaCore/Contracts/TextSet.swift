/// A set of texts that is always in the same order, whatever order it was made in: by UTF-16 code units, as the identity
/// of contents needs it.
public struct TextSet: Hashable, Sendable {
  /// The texts in order, each once.
  public private(set) var texts: [ExactText]

  /// The set of these texts.
  public init(_ texts: some Sequence<String> = []) {
    self.init(exact: texts.map(ExactText.init(_:)))
  }

  private init(exact texts: [ExactText]) {
    self.texts = []
    for text in texts.sorted() where text != self.texts.last { self.texts.append(text) }
  }

  /// True if there are none.
  public var isEmpty: Bool { texts.isEmpty }

  /// True if the text is one of them.
  public func contains(_ text: String) -> Bool { texts.contains(ExactText(text)) }

  /// The texts of both sets.
  public func union(_ other: TextSet) -> TextSet { TextSet(exact: texts + other.texts) }

  /// The texts of this set that the other does not have.
  public func subtracting(_ other: TextSet) -> TextSet {
    let removed = Set(other.texts)
    return TextSet(exact: texts.filter { !removed.contains($0) })
  }
}

extension TextSet: Sequence, ExpressibleByArrayLiteral {
  public func makeIterator() -> AnyIterator<String> {
    var texts = texts.makeIterator()
    return AnyIterator { texts.next()?.text }
  }

  public init(arrayLiteral texts: String...) { self.init(texts) }
}
