/// What protoc refuses about enums.
extension LinkSession {
  func check(_ enumeration: EnumDescriptor, _ declared: DeclaredEnum, options: [OptionSyntax]) {
    var values: [EnumValueSyntax] = []
    for case .value(let value) in declared.syntax.elements { values.append(value) }
    let name = declared.syntax.name
    guard let first = values.first else {
      return problems.add(
        .rule, "The enum '\(name.text)' has no values: give it one", at: name.place, in: declared.file)
    }
    if !enumeration.isClosed, first.number.value != 0 {
      problems.add(
        .rule, "The first value of '\(name.text)' is not 0, as an open enum's is: it is what a field has by default",
        at: first.number.place, in: declared.file)
    }
    checkAliases(values, declared, options)
    checkNames(values, declared, options)
    checkReserved(values, declared)
  }

  private func checkAliases(_ values: [EnumValueSyntax], _ declared: DeclaredEnum, _ options: [OptionSyntax]) {
    let allowsAlias = options.flag("allow_alias")
    let place = options.first { $0.name.parts == [.simple("allow_alias")] }?.name.place ?? declared.syntax.name.place
    if allowsAlias == false {
      problems.add(
        .rule, "'allow_alias = false' says nothing: remove it", at: place, in: declared.file)
    }
    var names: [Int64: String] = [:]
    var hasAlias = false
    for value in values {
      guard let other = names[value.number.value] else {
        names[value.number.value] = value.name.text
        continue
      }
      hasAlias = true
      if allowsAlias != true {
        problems.add(
          .rule,
          "'\(value.name.text)' has the number of '\(other)': give it another, or set 'option allow_alias = true;'",
          at: value.number.place, in: declared.file)
      }
    }
    if allowsAlias == true, !hasAlias {
      problems.add(
        .rule, "'\(declared.syntax.name.text)' allows aliases and has none: remove 'allow_alias'", at: place,
        in: declared.file)
    }
  }

  /// Code generators drop the enum's name from the beginning of its values, and change the case.
  private func checkNames(_ values: [EnumValueSyntax], _ declared: DeclaredEnum, _ options: [OptionSyntax]) {
    // There are files of proto2 that break the rule, and protoc only warns of it there.
    if table.files[declared.file].edition == .proto2 || options.flag("deprecated_legacy_json_field_conflicts") == true {
      return
    }
    let prefix = EnumValueName.folded(declared.syntax.name.text)
    var known: [String: EnumValueSyntax] = [:]
    for value in values {
      let name = EnumValueName.camelCase(value.name.text, withoutPrefix: prefix)
      guard let other = known[name] else {
        known[name] = value
        continue
      }
      if other.name.text != value.name.text, other.number.value != value.number.value {
        problems.add(
          .rule,
          "'\(value.name.text)' is '\(other.name.text)' but for case, underscores and the enum's name: rename one, or "
            + "give both one number",
          at: value.name.place, in: declared.file)
      }
    }
  }

  private func checkReserved(_ values: [EnumValueSyntax], _ declared: DeclaredEnum) {
    var ranges: [DeclaredRanges.Range] = []
    var names: Set<String> = []
    for case .reserved(let statement) in declared.syntax.elements {
      switch statement.values {
      case .ranges(let reserved):
        ranges += reserved.map { $0.numbers(maximum: Int64(Int32.max), for: .reserved) }
      case .names(let reserved, quoted: _):
        for name in reserved where !names.insert(name.text).inserted {
          problems.add(.rule, "The name '\(name.text)' is reserved twice", at: name.place, in: declared.file)
        }
      }
    }
    let known = DeclaredRanges(ranges)
    for (first, second) in known.overlaps {
      problems.add(.rule, "'\(second.text)' overlaps with '\(first.text)'", at: second.place, in: declared.file)
    }
    for value in values {
      if names.contains(value.name.text) {
        problems.add(
          .rule, "The name '\(value.name.text)' is reserved: give the value another", at: value.name.place,
          in: declared.file)
      }
      if known.range(of: value.number.value) != nil {
        problems.add(
          .rule, "The number \(value.number.value) of '\(value.name.text)' is reserved: give the value another",
          at: value.number.place, in: declared.file)
      }
    }
  }
}

/// Names of enum values as generated code has them.
enum EnumValueName {
  /// Without underscores, in lower case.
  static func folded(_ name: String) -> [UInt8] {
    name.utf8.filter { $0 != UInt8(ascii: "_") }.map(lowercased)
  }

  /// In camel case: what follows an underscore, and the beginning, as a capital, everything else in lower case. The enum's
  /// name at the beginning does not count, if something is left.
  static func camelCase(_ name: String, withoutPrefix prefix: [UInt8]) -> String {
    let bytes = Array(name.utf8)
    var result: [UInt8] = []
    var isCapital = true
    for byte in bytes[rest(bytes, withoutPrefix: prefix)...] {
      if byte == UInt8(ascii: "_") {
        isCapital = true
      } else {
        result.append(isCapital ? uppercased(byte) : lowercased(byte))
        isCapital = false
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// Where the name goes on after the prefix and underscores; its beginning if nothing would be left.
  private static func rest(_ name: [UInt8], withoutPrefix prefix: [UInt8]) -> Int {
    var index = 0
    var matched = 0
    while matched < prefix.count {
      guard index < name.count else { return 0 }
      if name[index] != UInt8(ascii: "_") {
        guard lowercased(name[index]) == prefix[matched] else { return 0 }
        matched += 1
      }
      index += 1
    }
    while index < name.count, name[index] == UInt8(ascii: "_") { index += 1 }
    return index < name.count ? index : 0
  }

  private static func lowercased(_ byte: UInt8) -> UInt8 {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte + 32 : byte
  }

  private static func uppercased(_ byte: UInt8) -> UInt8 {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) ? byte - 32 : byte
  }
}
