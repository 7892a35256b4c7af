/// A sentence about a reader's and a writer's schema that is worded once and told from either side:
/// when old data is read with a new schema the reader is the new one, the other way round it is the old one.
public struct TwoSidedText: Hashable, Sendable, ExpressibleByStringInterpolation {
  /// One of the two schemas that a sentence speaks about.
  public enum Side: Hashable, Sendable { case reader, writer }

  fileprivate enum Part: Hashable, Sendable {
    case text(String)
    case side(Side)
  }

  fileprivate var parts: [Part]

  public init(stringLiteral text: String) {
    parts = [.text(text)]
  }

  public init(stringInterpolation: StringInterpolation) {
    parts = stringInterpolation.parts
  }

  /// The sentence with the two schemas called by these words, such as `new` and `old`.
  public func text(reader: String, writer: String) -> String {
    parts.map { part in
      switch part {
      case .text(let text): text
      case .side(.reader): reader
      case .side(.writer): writer
      }
    }.joined()
  }

  /// Collects the parts; text that comes from a schema is never read for placeholders.
  public struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var parts: [Part] = []

    public init(literalCapacity: Int, interpolationCount: Int) {
      parts.reserveCapacity(interpolationCount * 2 + 1)
    }

    public mutating func appendLiteral(_ literal: String) {
      if !literal.isEmpty { parts.append(.text(literal)) }
    }

    public mutating func appendInterpolation(_ text: some CustomStringConvertible) {
      parts.append(.text(text.description))
    }

    /// Leaves room for the word for one side.
    public mutating func appendInterpolation(_ side: Side) {
      parts.append(.side(side))
    }

    /// Takes over a whole sentence.
    public mutating func appendInterpolation(_ sentence: TwoSidedText) {
      parts += sentence.parts
    }
  }
}
