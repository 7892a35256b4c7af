/// The values of an enum, in which names and numbers are looked for.
struct EnumValueIndex {
  let values: [String: EnumValueSyntax]
  let numbers: Set<Int64>

  init(_ syntax: EnumSyntax) {
    var values: [String: EnumValueSyntax] = [:]
    for case .value(let value) in syntax.elements where values[value.name.text] == nil {
      values[value.name.text] = value
    }
    self.values = values
    self.numbers = Set(values.values.map(\.number.value))
  }
}
