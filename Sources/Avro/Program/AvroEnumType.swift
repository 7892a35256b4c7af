/// An enum type as its values refer to it.
public final class AvroEnumType: Sendable {
  /// The full name.
  public let name: AvroName
  /// The symbols; a value is a place among them.
  public let symbols: [String]
  let definition: AvroEnum
  private let indexes: [String: Int]

  init(_ enumeration: AvroEnum) {
    name = enumeration.name
    definition = enumeration
    symbols = enumeration.symbols
    indexes = Dictionary(symbols.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The place of a symbol.
  public func index(of symbol: String) -> Int? { indexes[symbol] }
}
