extension [AggregateFieldSyntax] {
  /// The fields with those of one name as one list, at the place of the first: `a: 1 b: 2 a: 3` is `a: [1, 3] b: 2`.
  var gatheredByName: [AggregateFieldSyntax] {
    var places: [AggregateFieldSyntax.Name: Int] = [:]
    var fields: [AggregateFieldSyntax] = []
    var values: [[OptionValueSyntax]] = []
    for field in self {
      if let place = places[field.name] {
        values[place].append(field.value)
      } else {
        places[field.name] = fields.count
        fields.append(field)
        values.append([field.value])
      }
    }
    for index in fields.indices where values[index].count > 1 {
      fields[index].value = .list(of: values[index])
    }
    return fields
  }
}

extension OptionValueSyntax {
  /// One list of all values, with the items of those that are lists.
  static func list(of values: [OptionValueSyntax]) -> OptionValueSyntax {
    let items = values.flatMap { value in
      if case .list(let items) = value.kind { items } else { [value] }
    }
    return OptionValueSyntax(kind: .list(items), place: values.first?.place ?? SourcePlace(0))
  }
}
