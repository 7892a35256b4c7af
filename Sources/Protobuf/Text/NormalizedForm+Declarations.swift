extension NormalizedForm {
  /// A message, and all that is in it; `scope` is the full name of what it stands in.
  func message(_ message: MessageSyntax, in scope: String) throws(UnresolvedName) -> MessageSyntax {
    let inner = FullName.join(scope, message.name.text)
    var elements: [MessageElementSyntax] = []
    elements += Self.reserved(message.reserved).map { .reserved($0) }
    elements += options(message.options, in: inner).map { .option($0) }
    elements += try fields(message.fields, in: inner).map { .field($0) }
    for oneof in try oneofs(message.oneofs, in: inner) { elements.append(.oneof(oneof)) }
    elements += try groups(message.groups, in: inner).map { .group($0) }
    elements += extensionRanges(message.extensions, in: inner).map { .extensions($0) }
    elements += try extends(message.extends, in: inner).map { .extend($0) }
    for nested in message.messages where !nested.isMapEntry {
      elements.append(.message(try self.message(nested, in: inner)))
    }
    elements += message.enums.map { .enumeration(enumeration($0, in: inner)) }
    return MessageSyntax(name: message.name, elements: elements)
  }

  /// The extensions of one message as one block, in the order in which the messages are first extended.
  func extends(_ extends: [ExtendSyntax], in scope: String) throws(UnresolvedName) -> [ExtendSyntax] {
    var blocks: [ExtendSyntax] = []
    var places: [String: Int] = [:]
    for extend in extends {
      let extendee = try resolved(extend.extendee, in: scope)
      if let place = places[extendee.text] {
        blocks[place].elements += extend.elements
      } else {
        places[extendee.text] = blocks.count
        blocks.append(ExtendSyntax(extendee: extendee, elements: extend.elements))
      }
    }
    for index in blocks.indices {
      blocks[index].elements = try fields(blocks[index].fields, in: scope).map { .field($0) }
    }
    return blocks
  }

  func enumeration(_ enumeration: EnumSyntax, in scope: String) -> EnumSyntax {
    let inner = FullName.join(scope, enumeration.name.text)
    let values = enumeration.values
      .sorted {
        $0.number.value == $1.number.value
          ? $0.name.text.precedesInUTF16($1.name.text) : $0.number.value < $1.number.value
      }
      .map { value in
        var value = value
        value.options = options(value.options, in: inner)
        return value
      }
    return EnumSyntax(
      name: enumeration.name,
      elements: Self.reserved(enumeration.reserved).map { .reserved($0) }
        + options(enumeration.options, in: inner).map { .option($0) } + values.map { .value($0) })
  }

  func service(_ service: ServiceSyntax, in package: String) throws(UnresolvedName) -> ServiceSyntax {
    var elements: [ServiceElementSyntax] = options(service.options, in: package).map { .option($0) }
    for method in service.methods {
      var method = method
      method.input = try resolved(method.input, in: package)
      method.output = try resolved(method.output, in: package)
      method.options = options(method.options, in: package)
      elements.append(.method(method))
    }
    return ServiceSyntax(name: service.name, elements: elements)
  }

  /// The oneofs that have members, by the number of their first one.
  private func oneofs(_ oneofs: [OneofSyntax], in scope: String) throws(UnresolvedName) -> [OneofSyntax] {
    var result: [(first: Int64, oneof: OneofSyntax)] = []
    for oneof in oneofs {
      let fields = try fields(oneof.fields, in: scope)
      let groups = try groups(oneof.groups, in: scope)
      guard let first = fields.first?.number ?? groups.first?.number else { continue }
      let elements: [OneofElementSyntax] =
        options(oneof.options, in: scope).map { .option($0) } + fields.map { .field($0) } + groups.map { .group($0) }
      result.append((first.value, OneofSyntax(name: oneof.name, elements: elements)))
    }
    return result.sorted { $0.first < $1.first }.map(\.oneof)
  }

  private func groups(_ groups: [GroupSyntax], in scope: String) throws(UnresolvedName) -> [GroupSyntax] {
    var result: [GroupSyntax] = []
    for group in groups.sorted(by: { $0.number.value < $1.number.value }) {
      var group = group
      group.message = try message(group.message, in: scope)
      result.append(group)
    }
    return result
  }

  /// One statement for each range, by its lower end.
  private func extensionRanges(_ extensions: [ExtensionsSyntax], in scope: String) -> [ExtensionsSyntax] {
    extensions.flatMap { statement in
      let options = options(statement.options, in: scope)
      return statement.ranges.map { range in
        ExtensionsSyntax(ranges: [range.normalized], options: options, place: statement.place)
      }
    }
    .sorted { $0.ranges[0].lower.value < $1.ranges[0].lower.value }
  }

  /// One statement for each range and name, ranges by their lower ends and in front.
  private static func reserved(_ reserved: [ReservedSyntax]) -> [ReservedSyntax] {
    var ranges: [(range: RangeSyntax, place: SourcePlace)] = []
    var names: [(name: NameSyntax, isQuoted: Bool)] = []
    for statement in reserved {
      switch statement.values {
      case .ranges(let some): ranges += some.map { ($0.normalized, statement.place) }
      case .names(let some, let quoted): names += some.map { ($0, quoted) }
      }
    }
    ranges.sort { $0.range.lower.value < $1.range.lower.value }
    names.sort { $0.name.text.precedesInUTF16($1.name.text) }
    return ranges.map { ReservedSyntax(values: .ranges([$0.range]), place: $0.place) }
      + names.map { ReservedSyntax(values: .names([$0.name], quoted: $0.isQuoted), place: $0.name.place) }
  }
}

extension RangeSyntax {
  /// A range of one number as that number.
  fileprivate var normalized: RangeSyntax {
    if case .number(let upper) = upper, upper == lower { RangeSyntax(lower: lower, upper: nil) } else { self }
  }
}
