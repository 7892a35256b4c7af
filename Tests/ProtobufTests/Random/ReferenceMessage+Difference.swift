import ReferenceCodecs

extension ReferenceMessage {
  /// Where two messages differ first, in one line; nil if they are the same. Whole messages are nothing to read.
  func difference(from other: ReferenceMessage, at path: String = "") -> String? {
    if self == other { return nil }
    if unknown != other.unknown { return "\(path)unknown fields: \(unknown.prefix(2)), \(other.unknown.prefix(2))" }
    let numbers = fields.map(\.number)
    let others = other.fields.map(\.number)
    if numbers != others { return "\(path)fields: \(numbers), \(others)" }
    for (field, rival) in zip(fields, other.fields) where field != rival {
      let path = "\(path)\(field.number)."
      if field.values.count != rival.values.count {
        return "\(path)values: \(field.values.count), \(rival.values.count)"
      }
      for (value, rival) in zip(field.values, rival.values) where value != rival {
        guard case .message(let inner) = value, case .message(let other) = rival else {
          return "\(path)value: \(value), \(rival)"
        }
        return inner.difference(from: other, at: path)
      }
    }
    return path
  }
}
