import SchemaCore

extension ProtobufLinter {
  /// Holds the name of a field against its type.
  mutating func checkMeaning(of field: FieldSyntax, path: String) {
    guard case .scalar(let type) = field.type else { return }
    let name = field.name.text
    let isTime = NameMeaning.isTime(name)
    switch type {
    case .float, .double:
      if NameMeaning.isMoney(name) {
        add(
          ProtobufLintRules.moneyAsFloat,
          "field \(name) looks like money and is a \(type.rawValue): take a message such as google.type.Money",
          path: path, at: field.name.place)
      }
    case .string:
      if isTime {
        add(
          ProtobufLintRules.timestampAsString,
          "field \(name) looks like a time and is a string: take google.protobuf.Timestamp", path: path,
          at: field.name.place)
      }
    case .bool, .bytes: break
    default:
      if isTime {
        add(
          ProtobufLintRules.timestampAsNumber,
          "field \(name) looks like a time and is \(type.rawValue): take google.protobuf.Timestamp", path: path,
          at: field.name.place)
      } else if let first = NameStyle.words(of: name).first, first == "is" || first == "has" {
        add(
          ProtobufLintRules.flagAsNumber, "field \(name) looks like a flag and is \(type.rawValue): take bool",
          path: path,
          at: field.name.place)
      }
    }
  }

  mutating func checkRequired(_ field: FieldSyntax, path: String, before: MessageSyntax?) {
    guard field.label == .required else { return }
    if let before,
      !(before.fields + before.oneofs.flatMap(\.fields)).contains(where: { $0.number.value == field.number.value })
    {
      add(
        ProtobufLintRules.requiredFieldAdded, "field \(field.name.text) is new and required: make it optional",
        path: path,
        at: field.name.place)
    } else {
      add(
        ProtobufLintRules.requiredField, "field \(field.name.text) is required: optional fields can be removed later",
        path: path, at: field.name.place)
    }
  }

  mutating func checkNumbers(of message: MessageSyntax, path: String) {
    let used = Set(Self.numbers(of: message))
    guard let highest = used.max() else { return }
    let reserved = Self.reservedNumbers(of: message)
    let free = (1...min(highest, Self.examinedNumbers)).filter { number in
      !used.contains(number) && !reserved.contains { $0.contains(number) }
    }
    if let first = free.first(where: { $0 < highest }), let lowest = used.min(), lowest <= 15 {
      let count = free.count
      add(
        ProtobufLintRules.fieldNumberGap,
        "\(count == 1 ? "number \(first) of message \(message.name.text) is" : "\(count) numbers of message \(message.name.text), such as \(first), are") "
          + "neither used nor reserved: reserve what was used before",
        path: path, at: message.name.place)
    }
    let isWasteful = used.count <= 15 && used.allSatisfy { $0 > 15 } && !free.filter { $0 <= 15 }.isEmpty
    if isWasteful {
      add(
        ProtobufLintRules.lowNumbersUnused,
        "message \(message.name.text) uses none of the numbers up to 15, which take one byte: number its fields from 1",
        path: path, at: message.name.place)
    }
  }

  /// A deleted field must leave its number reserved.
  mutating func checkDeletions(from before: MessageSyntax, to message: MessageSyntax, path: String) {
    let used = Set(Self.numbers(of: message))
    let reserved = Self.reservedNumbers(of: message)
    for field in before.fields + before.oneofs.flatMap(\.fields) where !used.contains(field.number.value) {
      if reserved.contains(where: { $0.contains(field.number.value) }) { continue }
      add(
        ProtobufLintRules.deletedNotReserved,
        "field \(field.name.text) (\(field.number.value)) is gone: add \"reserved \(field.number.value);\" and its name",
        path: path, at: message.name.place)
    }
  }

  /// Larger numbers are given on purpose, as those of extensions are.
  private static let examinedNumbers: Int64 = 1_000

  private static func numbers(of message: MessageSyntax) -> [Int64] {
    let groups = message.groups + message.oneofs.flatMap(\.groups)
    return (message.fields + message.oneofs.flatMap(\.fields)).map(\.number.value) + groups.map(\.number.value)
  }

  private static func reservedNumbers(of message: MessageSyntax) -> [ClosedRange<Int64>] {
    let ranges = message.reserved.flatMap { statement -> [RangeSyntax] in
      if case .ranges(let ranges) = statement.values { return ranges }
      return []
    }
    return (ranges + message.extensions.flatMap(\.ranges)).map { range in
      switch range.upper {
      case nil: range.lower.value...range.lower.value
      case .max?: range.lower.value...max(range.lower.value, Int64(Int32.max))
      case .number(let upper)?: range.lower.value...max(range.lower.value, upper.value)
      }
    }
  }
}
