/// An enum type as the fields of messages refer to it.
public final class EnumType: Sendable {
  /// The full name.
  public let name: String
  /// The values in the order of declaration; several names of one number are aliases.
  public let values: [EnumValueDescriptor]
  /// True if numbers without a name are no values of it.
  public let isClosed: Bool
  /// The place among the enums of the program.
  let index: Int
  private let names: [Int32: String]
  private let numbers: [String: Int32]

  init(_ name: String, _ descriptor: EnumDescriptor, index: Int) {
    self.name = name
    self.index = index
    values = descriptor.values
    isClosed = descriptor.isClosed
    names = Dictionary(values.map { ($0.number, $0.name) }, uniquingKeysWith: { first, _ in first })
    numbers = Dictionary(values.map { ($0.name, $0.number) }, uniquingKeysWith: { first, _ in first })
  }

  /// The name of a number, the first one if there are several; nil if it has none.
  public func name(of number: Int32) -> String? { names[number] }

  /// The number of a name; nil if there is no such value.
  public func number(of name: String) -> Int32? { numbers[name] }

  /// The number that a field has when it is not set and has no default: the first in the order of declaration.
  var firstNumber: Int32 { values.first?.number ?? 0 }

  /// All numbers, sorted, each once.
  var sortedNumbers: [Int32] { names.keys.sorted() }
}
