import RegistryTesting

extension RandomProto {
  private static let scalars = [
    "double", "float", "int64", "uint64", "int32", "fixed64", "fixed32", "bool", "string", "bytes", "uint32",
    "sfixed32", "sfixed64", "sint32", "sint64",
  ]

  /// The lines of one member of a message: a field, a map, a oneof or a group.
  mutating func field(in scope: String, depth: Int, _ numbers: inout FieldNumbers) -> [String] {
    switch random(0...11) {
    case 0: return [map(number: numbers.next(&generator))]
    case 1:
      let members = (0...random(0...4)).flatMap { _ in
        plainField(in: scope, number: numbers.next(&generator), isMember: true, isExtension: false)
      }
      return ["oneof choice_\(number()) {"] + members + ["}"]
    case 2 where syntax == .proto2:
      let label = ["optional", "repeated"][random(0...1)]
      let body = group(in: scope, depth: depth)
      return ["\(label) group \(body.name) = \(numbers.next(&generator)) {"] + body.lines + ["}"]
    default: return plainField(in: scope, number: numbers.next(&generator), isMember: false, isExtension: false)
    }
  }

  /// The line of a field, which is a member of a oneof or an extension or neither.
  mutating func plainField(in scope: String, number: Int, isMember: Bool, isExtension: Bool) -> [String] {
    let name = ["field_", "fieldName", "a_Field_", "_odd__", "F"][random(0...4)] + "\(self.number())"
    let isRepeated = !isMember && chance(35)
    var options: [String] = []
    let type: String
    var isMessage = false
    var isRequirable = true
    switch random(0...9) {
    case 0...1 where !messages.isEmpty:
      type = "." + messages[random(0...messages.count - 1)].name
      isMessage = true
      isRequirable = false
      if syntax == .edition2023, chance(40) { options.append("features.message_encoding = DELIMITED") }
    case 2 where !enumerations.isEmpty:
      let enumeration = enumerations[random(0...enumerations.count - 1)]
      type = "." + enumeration.name
      if !isRepeated, syntax != .proto3, chance(30), let value = enumeration.values.randomElement(using: &generator) {
        options.append("default = \(value)")
        isRequirable = false
      } else if enumeration.isClosed {
        isRequirable = false
      }
      options += packing(isRepeated: isRepeated, isPackable: true)
    default:
      type = Self.scalars[random(0...Self.scalars.count - 1)]
      if !isRepeated, syntax != .proto3, chance(20) {
        options.append("default = \(defaultValue(of: type))")
        isRequirable = false
      }
      options += packing(isRepeated: isRepeated, isPackable: type != "string" && type != "bytes")
      if type == "string", syntax == .edition2023, chance(30) { options.append("features.utf8_validation = NONE") }
    }
    if syntax == .edition2023, !isRepeated, !isMember, !isExtension, isRequirable, chance(30) {
      options.append("features.field_presence = \(["IMPLICIT", "LEGACY_REQUIRED"][chance(70) ? 0 : 1])")
    }
    if !isExtension, chance(10) { options.append("json_name = \"json \(self.number())\"") }
    let label = isMember ? "" : label(isRepeated: isRepeated, isRequirable: isRequirable && !isExtension, isMessage)
    let text = options.isEmpty ? "" : " [" + options.joined(separator: ", ") + "]"
    return ["\(label)\(type) \(name) = \(number)\(text);"]
  }

  private mutating func label(isRepeated: Bool, isRequirable: Bool, _ isMessage: Bool) -> String {
    if isRepeated { return "repeated " }
    switch syntax {
    case .proto2: return isRequirable && chance(15) ? "required " : "optional "
    case .proto3: return chance(isMessage ? 10 : 30) ? "optional " : ""
    case .edition2023: return ""
    }
  }

  private mutating func packing(isRepeated: Bool, isPackable: Bool) -> [String] {
    guard isRepeated, isPackable, chance(40) else { return [] }
    if syntax == .edition2023 {
      return ["features.repeated_field_encoding = \(["PACKED", "EXPANDED"][random(0...1)])"]
    }
    return ["packed = \(["true", "false"][random(0...1)])"]
  }

  private mutating func map(number: Int) -> String {
    let keys = Self.scalars.filter { !["double", "float", "bytes"].contains($0) }
    var values = Self.scalars + messages.map { "." + $0.name }
    // What a map does with numbers that a closed enum has not is told in different ways.
    values += enumerations.filter { !$0.isClosed }.map { "." + $0.name }
    let value = values[random(0...values.count - 1)]
    return "map<\(keys[random(0...keys.count - 1)]), \(value)> map_\(self.number()) = \(number);"
  }

  private mutating func group(in scope: String, depth: Int) -> (name: String, lines: [String]) {
    let name = "Group\(number())"
    var numbers = FieldNumbers(isCompact: true)
    let full = "\(scope).\(name)"
    let lines = (0..<random(0...3)).flatMap { _ in
      depth < 3
        ? field(in: full, depth: depth + 1, &numbers)
        : plainField(in: full, number: numbers.next(&generator), isMember: false, isExtension: false)
    }
    messages.append(Message(name: full))
    return (name, lines)
  }

  private mutating func defaultValue(of type: String) -> String {
    switch type {
    case "double", "float": ["1.5", "-0.0", "inf", "-inf", "nan", "1e10", "7"][random(0...6)]
    case "bool": ["true", "false"][random(0...1)]
    case "string": [#""""#, #""text""#, #""\"quoted\" \n é""#][random(0...2)]
    case "bytes": [#""""#, #""\000\377\x7f""#, #""a'b\\""#][random(0...2)]
    case "int32", "sint32", "sfixed32": ["0", "-2147483648", "0x7F", "017"][random(0...3)]
    case "int64", "sint64", "sfixed64": ["0", "-9223372036854775808", "42"][random(0...2)]
    case "uint32", "fixed32": ["0", "4294967295"][random(0...1)]
    default: ["0", "18446744073709551615"][random(0...1)]
    }
  }
}
