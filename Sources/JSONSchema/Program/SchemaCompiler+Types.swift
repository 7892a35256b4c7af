import SchemaCore

extension SchemaCompiler {
  /// Compiles all keywords but `$ref`.
  mutating func compile(_ reader: inout KeywordReader, into schema: inout CompiledSchema) throws(SchemaError) {
    if let kinds = try Self.kinds(reader) { schema.kinds = kinds }
    if let strings = try strings(reader) {
      schema.strings = Int32(tables.strings.count)
      tables.strings.append(strings)
    }
    if let numbers = try Self.numbers(reader) {
      schema.numbers = Int32(tables.numbers.count)
      tables.numbers.append(numbers)
    }
    if let arrays = try arrays(reader) {
      schema.arrays = Int32(tables.arrays.count)
      tables.arrays.append(arrays)
    }
    if let objects = try objects(reader) {
      schema.objects = Int32(tables.objects.count)
      tables.objects.append(objects)
    }
    try compileValues(reader, into: &schema)
    if let applied = try applied(reader) {
      schema.applied = Int32(tables.applied.count)
      tables.applied.append(applied)
    }
    guard reader.draft.readsBesideReferences else { return }
    if let place = reader.schema("unevaluatedItems") { schema.unevaluatedItems = index(of: place) }
    if let place = reader.schema("unevaluatedProperties") { schema.unevaluatedProperties = index(of: place) }
  }

  private static func kinds(_ reader: KeywordReader) throws(SchemaError) -> JSONKindSet? {
    guard let value = reader.value("type") else { return nil }
    let names: [String]
    if case .string(let name) = value { names = [name] } else { names = try reader.names(in: value, "type") }
    var kinds: JSONKindSet = []
    for name in names {
      switch name {
      case "null": kinds.insert(.null)
      case "boolean": kinds.insert(.boolean)
      case "integer": kinds.formUnion(reader.draft == .draft4 ? .integer : [.integer, .wholeNumber])
      case "number": kinds.formUnion(.number)
      case "string": kinds.insert(.string)
      case "array": kinds.insert(.array)
      case "object": kinds.insert(.object)
      default:
        throw SchemaError(
          .invalid, "there is no type named \(name)", path: reader.place.pointer.appending("type"))
      }
    }
    guard !names.isEmpty else {
      throw SchemaError(.invalid, "type names no type", path: reader.place.pointer.appending("type"))
    }
    return kinds
  }

  private mutating func strings(_ reader: KeywordReader) throws(SchemaError) -> StringChecks? {
    var checks = StringChecks()
    checks.minimum = try reader.count("minLength") ?? 0
    checks.maximum = try reader.count("maxLength") ?? .max
    if let pattern = try reader.string("pattern") {
      checks.pattern = try expression(pattern, at: reader.place.pointer.appending("pattern"))
    }
    if let name = try reader.string("format"), asserts(reader) {
      checks.format = StringFormat(name: name, in: reader.draft)
    }
    return checks.isEmpty ? nil : checks
  }

  private func asserts(_ reader: KeywordReader) -> Bool {
    switch assertsFormats {
    case .never: reader.vocabularies.contains(.formatAssertion)
    case .always: true
    case .byDraft: reader.draft <= .draft7 || reader.vocabularies.contains(.formatAssertion)
    }
  }

  private static func numbers(_ reader: KeywordReader) throws(SchemaError) -> NumberChecks? {
    var checks = NumberChecks()
    for (keyword, exclusive) in [
      (SchemaKeyword.minimum, SchemaKeyword.exclusiveMinimum), (.maximum, .exclusiveMaximum),
    ] {
      if reader.draft == .draft4 {
        let isExclusive = try reader.bool(exclusive.rawValue) ?? false
        if let value = try reader.number(keyword.rawValue) {
          checks.add(NumberChecks.Limit(keyword: isExclusive ? exclusive : keyword, value: value, integer: value.int64))
        }
        continue
      }
      for keyword in [keyword, exclusive] {
        guard let value = try reader.number(keyword.rawValue) else { continue }
        checks.add(NumberChecks.Limit(keyword: keyword, value: value, integer: value.int64))
      }
    }
    if let value = try reader.number("multipleOf") {
      let path = reader.place.pointer.appending("multipleOf")
      if value.isNegative || value.digits.isEmpty {
        throw SchemaError(.invalid, "multipleOf must be greater than 0", path: path)
      }
      guard value.significand != nil else {
        throw SchemaError(.limit, "multipleOf may have up to 19 digits", path: path)
      }
      checks.multiple = NumberChecks.Limit(keyword: .multipleOf, value: value, integer: value.int64)
    }
    return checks.isEmpty ? nil : checks
  }

  private mutating func compileValues(
    _ reader: KeywordReader, into schema: inout CompiledSchema
  ) throws(SchemaError) {
    var lists: [(SchemaKeyword, [JSONValue])] = []
    if let value = reader.value("enum") {
      guard case .array(let values) = value else { throw reader.wrong("enum", value, "an array") }
      lists.append((.enum, values))
    }
    if reader.draft >= .draft6, let value = reader.value("const") { lists.append((.const, [value])) }
    for (keyword, values) in lists {
      constantRanges.append(constants.count..<(constants.count + values.count))
      constants += values
      tables.values.append(AllowedValues(keyword: keyword))
    }
    let end = Int32(tables.values.count)
    schema.values = (end - Int32(lists.count))..<end
  }
}

extension NumberChecks {
  fileprivate mutating func add(_ limit: Limit) {
    limits.append(limit)
    guard let integer = limit.integer else {
      isWhole = false
      return
    }
    switch limit.keyword {
    case .minimum: lowest = max(lowest, integer)
    case .maximum: highest = min(highest, integer)
    // At the ends of the range, the slow way is taken.
    case .exclusiveMinimum where integer < .max: lowest = max(lowest, integer + 1)
    case .exclusiveMaximum where integer > .min: highest = min(highest, integer - 1)
    default: isWhole = false
    }
  }
}

extension ExactNumber {
  /// The value, if it is whole and fits.
  var int64: Int64? {
    guard isWhole, exponent <= 19 else { return nil }
    var value: Int64 = 0
    for place in 0..<exponent {
      let digit = place < digits.count ? Int64(digits[place]) : 0
      let (product, isOver) = value.multipliedReportingOverflow(by: 10)
      let (sum, isCarried) = product.subtractingReportingOverflow(digit)
      if isOver || isCarried { return nil }
      value = sum
    }
    if isNegative { return value }
    return value == .min ? nil : -value
  }
}
