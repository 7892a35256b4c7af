extension EvolutionWalk {
  /// Compares the types of two versions of a field.
  mutating func compareTypes(_ old: FieldDescriptor, _ new: FieldDescriptor, _ name: String) {
    if let before = entry(of: old, in: self.old.set), let after = entry(of: new, in: self.new.set) {
      for (part, now) in zip(before.fields, after.fields) { compareTypes(part, now, FullName.join(name, part.name)) }
      return
    }
    if old.type == new.type { return }
    let change = "was \(old.type.described) and is \(new.type.described)"
    switch (old.type, new.type) {
    case (.group, .group): compareNames(old.type, new.type, name, otherwise: .fieldTypeChanged)
    case (.group, _), (_, .group): add(.fieldEncodingChanged, name, "field \(name) \(change)")
    case (.message, .message): compareNames(old.type, new.type, name, otherwise: .fieldTypeChanged)
    case (.enumeration, .enumeration): compareNames(old.type, new.type, name, otherwise: .fieldEnumChanged)
    default:
      add(.fieldTypeChanged, name, "field \(name) \(change)")
      compareRanges(old, new, name)
    }
    if old.type.kindInJSON != new.type.kindInJSON {
      add(
        .jsonTypeChanged, name,
        "field \(name) was \(old.type.kindInJSON.rawValue) in JSON and is \(new.type.kindInJSON.rawValue)")
    }
  }

  /// Two types of one name in two packages are one that has moved.
  private mutating func compareNames(
    _ old: FieldType, _ new: FieldType, _ name: String, otherwise rule: ProtobufRule
  ) {
    guard let before = old.typeName, let after = new.typeName else { return }
    let isMove = localName(before, in: self.old.set) == localName(after, in: self.new.set)
    // Where the file itself has changed its package, that is said once.
    let isOwn =
      isMove && self.old.set.file(defining: before)?.name == self.old.root.name
      && self.new.set.file(defining: after)?.name == self.new.root.name
    if isOwn { return }
    add(isMove ? .typeMoved : rule, name, "field \(name) was \(old.described) and is \(new.described)")
  }

  private func localName(_ name: String, in files: FileSet) -> Substring {
    guard let package = files.file(defining: name)?.package, !package.isEmpty else { return name[...] }
    return name.dropFirst(package.utf8.count + 1)
  }

  private mutating func compareRanges(_ old: FieldDescriptor, _ new: FieldDescriptor, _ name: String) {
    guard let before = old.integerBounds, let after = new.integerBounds, before != after,
      old.isZigzag == new.isZigzag, old.fixedWidth == new.fixedWidth
    else { return }
    let narrows = !(after.lower <= before.lower && before.upper <= after.upper)
    let widens = !(before.lower <= after.lower && after.upper <= before.upper)
    let readers =
      narrows && widens
      ? "either version misread values of the other"
      : narrows ? "the new version cut off old values" : "the old version cut off new values"
    add(
      .fieldRangeChanged, name,
      "field \(name) was \(old.type.described) and is \(new.type.described): readers with \(readers)")
  }

  /// The message that stands for a map's entries, if the field is a map.
  private func entry(of field: FieldDescriptor, in files: FileSet) -> MessageDescriptor? {
    guard case .message(let name) = field.type, let message = files.message(named: name), message.isMapEntry else {
      return nil
    }
    return message
  }
}

/// The whole numbers that a type can hold.
private struct IntegerBounds: Equatable {
  var lower: Int64
  var upper: UInt64

  static let int32 = IntegerBounds(lower: Int64(Int32.min), upper: UInt64(Int32.max))
  static let int64 = IntegerBounds(lower: .min, upper: UInt64(Int64.max))
  static let uint32 = IntegerBounds(lower: 0, upper: UInt64(UInt32.max))
  static let uint64 = IntegerBounds(lower: 0, upper: .max)
  static let bool = IntegerBounds(lower: 0, upper: 1)
}

extension FieldDescriptor {
  fileprivate var integerBounds: IntegerBounds? {
    switch type {
    case .scalar(.int32), .scalar(.sint32), .scalar(.sfixed32), .enumeration: .int32
    case .scalar(.int64), .scalar(.sint64), .scalar(.sfixed64): .int64
    case .scalar(.uint32), .scalar(.fixed32): .uint32
    case .scalar(.uint64), .scalar(.fixed64): .uint64
    case .scalar(.bool): .bool
    case .scalar(.float), .scalar(.double), .scalar(.string), .scalar(.bytes), .message, .group: nil
    }
  }

  /// True for numbers written so that small negative ones are short.
  fileprivate var isZigzag: Bool { type == .scalar(.sint32) || type == .scalar(.sint64) }

  /// The bytes of a number that always takes as many.
  fileprivate var fixedWidth: Int? {
    switch type {
    case .scalar(.fixed32), .scalar(.sfixed32): 4
    case .scalar(.fixed64), .scalar(.sfixed64): 8
    default: nil
    }
  }
}

/// What a value looks like in JSON (Protobuf documentation, ProtoJSON format).
private enum KindInJSON: String {
  case number = "a number"
  case numberInQuotes = "a number in quotes"
  case boolean = "true or false"
  case text = "a text"
  case base64 = "base64"
  case name = "a name"
  case object = "an object"
}

extension FieldType {
  fileprivate var kindInJSON: KindInJSON {
    switch self {
    case .scalar(.int32), .scalar(.uint32), .scalar(.sint32), .scalar(.fixed32), .scalar(.sfixed32), .scalar(.float),
      .scalar(.double):
      .number
    case .scalar(.int64), .scalar(.uint64), .scalar(.sint64), .scalar(.fixed64), .scalar(.sfixed64): .numberInQuotes
    case .scalar(.bool): .boolean
    case .scalar(.string): .text
    case .scalar(.bytes): .base64
    case .enumeration: .name
    case .message, .group: .object
    }
  }

  /// The full name of a type that has one.
  fileprivate var typeName: String? {
    switch self {
    case .scalar: nil
    case .message(let name), .group(let name), .enumeration(let name): name
    }
  }

  /// The type as people name it.
  fileprivate var described: String {
    switch self {
    case .scalar(let type): type.rawValue
    case .message(let name): "message \(name)"
    case .group(let name): "group \(name)"
    case .enumeration(let name): "enum \(name)"
    }
  }
}
