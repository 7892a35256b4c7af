/// The value of an enum.
public struct AvroEnumValue: Sendable {
  public let type: AvroEnumType
  /// The place among the type's symbols.
  public let index: Int

  /// A symbol by its place; nil if the type has no such place.
  public init?(_ type: AvroEnumType, index: Int) {
    guard type.symbols.indices.contains(index) else { return nil }
    self.init(type, checked: index)
  }

  /// A symbol by its name; nil if the type has no such symbol.
  public init?(_ type: AvroEnumType, symbol: String) {
    guard let index = type.index(of: symbol) else { return nil }
    self.init(type, checked: index)
  }

  init(_ type: AvroEnumType, checked index: Int) {
    self.type = type
    self.index = index
  }

  /// The symbol's name.
  public var symbol: String { type.symbols[index] }
}

extension AvroEnumValue: Hashable {
  public static func == (left: AvroEnumValue, right: AvroEnumValue) -> Bool {
    left.type.name == right.type.name && left.symbol == right.symbol
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(type.name)
    hasher.combine(symbol)
  }
}
