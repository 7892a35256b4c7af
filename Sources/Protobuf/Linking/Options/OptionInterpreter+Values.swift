extension OptionInterpreter {
  /// A value of a scalar type.
  func scalar(
    _ value: OptionValueSyntax, _ type: ScalarType, name: String, isAggregate: Bool
  ) throws(Refusal) -> OptionScalar {
    let literal = NumberLiteral(value)
    switch type {
    case .int32: return .varint(UInt64(bitPattern: Int64(try whole(literal, Int32.self, value, name))))
    case .int64: return .varint(UInt64(bitPattern: try whole(literal, Int64.self, value, name)))
    case .uint32: return .varint(UInt64(try whole(literal, UInt32.self, value, name)))
    case .uint64: return .varint(try whole(literal, UInt64.self, value, name))
    case .sint32:
      let number = try whole(literal, Int32.self, value, name)
      return .varint(UInt64(UInt32(bitPattern: number << 1 ^ number >> 31)))
    case .sint64:
      let number = try whole(literal, Int64.self, value, name)
      return .varint(UInt64(bitPattern: number << 1 ^ number >> 63))
    case .fixed32: return .fixed32(try whole(literal, UInt32.self, value, name))
    case .fixed64: return .fixed64(try whole(literal, UInt64.self, value, name))
    case .sfixed32: return .fixed32(UInt32(bitPattern: try whole(literal, Int32.self, value, name)))
    case .sfixed64: return .fixed64(UInt64(bitPattern: try whole(literal, Int64.self, value, name)))
    case .float:
      guard let literal = isAggregate ? literal ?? infinity(value) : literal else {
        throw Refusal("'\(name)' takes a number", at: value.place)
      }
      return .fixed32(Float(literal.double).bitPattern)
    case .double:
      guard let literal = isAggregate ? literal ?? infinity(value) : literal else {
        throw Refusal("'\(name)' takes a number", at: value.place)
      }
      return .fixed64(literal.double.bitPattern)
    case .bool: return .varint(try truth(value, name: name, isAggregate: isAggregate) ? 1 : 0)
    case .string, .bytes:
      guard case .string(let text) = value.kind else {
        throw Refusal("'\(name)' takes a text in quotes", at: value.place)
      }
      return .bytes(text.bytes)
    }
  }

  private func whole<Number: FixedWidthInteger>(
    _ literal: NumberLiteral?, _ type: Number.Type, _ value: OptionValueSyntax, _ name: String
  ) throws(Refusal) -> Number {
    if let number = literal?.whole(type) { return number }
    throw Refusal("'\(name)' takes a whole number from \(Number.min) to \(Number.max)", at: value.place)
  }

  /// The text format has more names for infinity and what is not a number.
  private func infinity(_ value: OptionValueSyntax) -> NumberLiteral? {
    guard case .identifier(let text) = value.kind else { return nil }
    let lower = text.lowercased()
    let isKnown = ["inf", "infinity", "nan"].contains(lower.hasPrefix("-") ? String(lower.dropFirst()) : lower)
    guard isKnown else { return nil }
    let name = (lower.hasPrefix("-") ? "-" : "") + (lower.hasSuffix("nan") ? "nan" : "inf")
    return NumberLiteral(OptionValueSyntax(kind: .identifier(name), place: value.place))
  }

  private func truth(_ value: OptionValueSyntax, name: String, isAggregate: Bool) throws(Refusal) -> Bool {
    switch value.kind {
    case .identifier("true"): return true
    case .identifier("false"): return false
    case .identifier(let text) where isAggregate && ["True", "t"].contains(text): return true
    case .identifier(let text) where isAggregate && ["False", "f"].contains(text): return false
    case .integer where isAggregate:
      let number: UInt64? = NumberLiteral(value)?.whole()
      if let number, number <= 1 { return number == 1 }
    default: break
    }
    throw Refusal("'\(name)' takes true or false", at: value.place)
  }

  /// A value of an enum, by its name; in the text format also by its number.
  func enumValue(
    _ value: OptionValueSyntax, _ id: Int, name: String, isAggregate: Bool
  ) throws(Refusal) -> OptionScalar {
    let declared = session.table.enums[id]
    switch value.kind {
    case .identifier(let text):
      guard let known = session.enumValues(of: id).values[text] else {
        throw Refusal("The enum '\(declared.fullName)' of '\(name)' has no value '\(text)'", at: value.place)
      }
      if let objection = OptionLifetime(known.options).objection(in: session.table.files[file].edition) {
        throw Refusal("The value '\(text)' of '\(name)' \(objection)", at: value.place)
      }
      if known.number.value == 0, declared.fullName.hasPrefix("google.protobuf.FeatureSet.") {
        throw Refusal("'\(text)' says nothing about '\(name)': take another value", at: value.place)
      }
      return .varint(UInt64(bitPattern: known.number.value))
    case .integer where isAggregate:
      let number: Int32? = NumberLiteral(value)?.whole()
      let isKnown = number.map { session.enumValues(of: id).numbers.contains(Int64($0)) } ?? false
      guard let number, isKnown || declared.features.enumType == .open else {
        throw Refusal("The enum '\(declared.fullName)' of '\(name)' has no value of this number", at: value.place)
      }
      return .varint(UInt64(bitPattern: Int64(number)))
    default: throw Refusal("'\(name)' takes the name of a value of '\(declared.fullName)'", at: value.place)
    }
  }
}
