/// What protoc refuses about messages.
extension LinkSession {
  func check(_ message: MessageDescriptor, _ declared: DeclaredMessage) {
    let file = declared.file
    if table.files[file].edition == .proto3 { checkProto3(declared) }
    if declared.isMessageSet, let field = declared.fields.first {
      problems.add(
        .rule, "Message sets have no fields, only extensions: move '\(field.syntax.name.text)' into another message",
        at: field.syntax.name.place, in: file)
    }
    checkNumbers(declared)
    checkReservedNames(declared)
    checkJSONNames(message, declared)
    checkExplicitMapEntry(declared)
    checkExtensionDeclarations(declared)
  }

  private func checkProto3(_ declared: DeclaredMessage) {
    if let statement = declared.ranges.first {
      problems.add(
        .rule, "Messages of proto3 have no extension ranges: use a field of type google.protobuf.Any, or proto2",
        at: statement.place, in: declared.file)
    }
    if declared.isMessageSet {
      problems.add(.rule, "There are no message sets in proto3", at: declared.name.place, in: declared.file)
    }
  }

  private func checkNumbers(_ declared: DeclaredMessage) {
    let file = declared.file
    let maximum = Int64(declared.maximumExtensionNumber)
    var ranges: [DeclaredRanges.Range] = []
    for statement in declared.ranges {
      ranges += statement.ranges.map { $0.numbers(maximum: maximum, for: .extensions) }
    }
    for statement in declared.reserved {
      guard case .ranges(let reserved) = statement.values else { continue }
      ranges += reserved.map { $0.numbers(maximum: Int64(Self.maximumFieldNumber), for: .reserved) }
    }
    for range in ranges where range.lower < 1 || range.purpose == .extensions && range.upper > maximum {
      problems.add(.rule, "'\(range.text)' is not within 1 to \(maximum)", at: range.place, in: file)
    }
    let known = DeclaredRanges(ranges)
    for (first, second) in known.overlaps {
      problems.add(.rule, "'\(second.text)' overlaps with '\(first.text)'", at: second.place, in: file)
    }
    checkFieldNumbers(declared, ranges: known)
  }

  private func checkFieldNumbers(_ declared: DeclaredMessage, ranges: DeclaredRanges) {
    var names: [Int64: String] = [:]
    for field in declared.fields {
      let name = field.syntax.name.text
      let number = field.syntax.number.value
      let place = field.syntax.number.place
      if let other = names.updateValue(name, forKey: number) {
        names[number] = other
        problems.add(
          .rule,
          "The number \(number) of '\(name)' is that of '\(other)' already: \(Self.advice(declared, ranges))",
          at: place,
          in: declared.file)
      }
      switch ranges.range(of: number)?.purpose {
      case .reserved:
        problems.add(
          .rule, "The number \(number) of '\(name)' is reserved: \(Self.advice(declared, ranges))", at: place,
          in: declared.file)
      case .extensions:
        problems.add(
          .rule, "The number \(number) of '\(name)' is one for extensions: \(Self.advice(declared, ranges))", at: place,
          in: declared.file)
      case nil: break
      }
    }
  }

  /// The first number that nothing uses.
  private static func advice(_ declared: DeclaredMessage, _ ranges: DeclaredRanges) -> String {
    let used = Set(declared.fields.map(\.syntax.number.value))
    var number: Int64 = 1
    while number <= Int64(maximumFieldNumber) {
      if let range = ranges.range(of: number) {
        number = range.upper + 1
      } else if used.contains(number) {
        number += 1
      } else if protocolNumbers.contains(number) {
        number = protocolNumbers.upperBound + 1
      } else {
        return "\(number) is free"
      }
    }
    return "no number is free"
  }

  /// Numbers that no field can have, because implementations use them.
  static let protocolNumbers: ClosedRange<Int64> = 19_000...19_999

  private func checkReservedNames(_ declared: DeclaredMessage) {
    var reserved: Set<String> = []
    for statement in declared.reserved {
      guard case .names(let names, quoted: _) = statement.values else { continue }
      for name in names where !reserved.insert(name.text).inserted {
        problems.add(.rule, "The name '\(name.text)' is reserved twice", at: name.place, in: declared.file)
      }
    }
    for field in declared.fields where reserved.contains(field.syntax.name.text) {
      problems.add(
        .rule, "The name '\(field.syntax.name.text)' is reserved: give the field another", at: field.syntax.name.place,
        in: declared.file)
    }
  }

  /// `option map_entry` is what descriptors say for `map` fields; written by hand it is taken only in just that form.
  private func checkExplicitMapEntry(_ declared: DeclaredMessage) {
    guard let option = declared.options.first(where: { $0.name.parts == [.simple("map_entry")] }) else { return }
    let isEntry =
      declared.fields.map(\.syntax.name.text) == ["key", "value"]
      && declared.fields.map(\.syntax.number.value) == [1, 2] && declared.messages.isEmpty && declared.enums.isEmpty
      && declared.ranges.isEmpty
      && declared.outerMessage.map { outer in
        table.messages[outer].fields.contains { $0.isMap(of: declared.name.text) }
      } == true
    if !isEntry {
      problems.add(
        .rule, "'map_entry' is not set by hand: write the field as map<key, value>", at: option.name.place,
        in: declared.file)
    }
  }
}

extension DeclaredField {
  /// True if the field is what a map with entries of this name is taken apart into.
  func isMap(of entry: String) -> Bool {
    syntax.label == .repeated && FullName.mapEntry(of: syntax.name.text) == entry
  }
}
