import SchemaCore

extension SchemaCompiler {
  mutating func arrays(_ reader: KeywordReader) throws(SchemaError) -> ArrayChecks? {
    var checks = ArrayChecks()
    checks.minimum = try reader.count("minItems") ?? 0
    checks.maximum = try reader.count("maxItems") ?? .max
    checks.isUnique = try reader.bool("uniqueItems") ?? false
    if reader.draft == .draft2020 {
      checks.first = try reader.schemas("prefixItems").map { index(of: $0) }
      if let place = reader.schema("items") { checks.rest = index(of: place) }
    } else if case .array? = reader.value("items") {
      checks.first = try reader.schemas("items").map { index(of: $0) }
      checks.firstKeyword = .items
      checks.restKeyword = .additionalItems
      if let place = reader.schema("additionalItems") { checks.rest = index(of: place) }
    } else if let place = reader.schema("items") {
      checks.rest = index(of: place)
    }
    if reader.draft >= .draft6, let place = reader.schema("contains") {
      checks.contained = index(of: place)
      checks.evaluatesContained = reader.draft == .draft2020
      if reader.draft.readsBesideReferences {
        checks.minimumContained = try reader.count("minContains") ?? 1
        checks.maximumContained = try reader.count("maxContains") ?? .max
      }
    }
    return checks.isEmpty ? nil : checks
  }

  mutating func objects(_ reader: KeywordReader) throws(SchemaError) -> ObjectChecks? {
    var names = NameCollector()
    var schemas: [SchemaIndex] = []
    for (name, place) in try reader.members("properties") {
      names.add(name)
      schemas.append(index(of: place))
    }
    var required: [Int32] = []
    // In draft 4, a limit of a number is all that could be here beside an array of names.
    for name in try reader.names("required") ?? [] { required.append(names.add(name)) }
    let dependencies = try dependencies(reader, &names)
    var checks = ObjectChecks(names: NameTable(names.list, numbers: schemas))
    checks.required = required
    if names.list.count <= 64 { checks.requiredBits = required.reduce(0) { $0 | 1 << UInt64($1) } }
    checks.dependencies = dependencies
    checks.minimum = try reader.count("minProperties") ?? 0
    checks.maximum = try reader.count("maxProperties") ?? .max
    for (pattern, place) in try reader.members("patternProperties") {
      let expression = try expression(pattern, at: place.pointer)
      checks.patterns.append(ObjectChecks.Pattern(expression: expression, schema: index(of: place)))
    }
    if let place = reader.schema("additionalProperties") { checks.additional = index(of: place) }
    if reader.draft >= .draft6, let place = reader.schema("propertyNames") { checks.propertyNames = index(of: place) }
    return checks.isEmpty ? nil : checks
  }

  private mutating func dependencies(
    _ reader: KeywordReader, _ names: inout NameCollector
  ) throws(SchemaError) -> [ObjectChecks.Dependency] {
    var dependencies: [ObjectChecks.Dependency] = []
    guard reader.draft.readsBesideReferences else {
      for (name, place) in try reader.members("dependencies") {
        var dependency = ObjectChecks.Dependency(name: names.add(name))
        switch place.value {
        case .array:
          dependency.names = try reader.names(in: place.value, "dependencies").map { names.add($0) }
        // Draft 3 wrote one name so; as others do, it is accepted.
        case .string(let other): dependency.names = [names.add(other)]
        default: dependency.schema = index(of: place)
        }
        dependencies.append(dependency)
      }
      return dependencies
    }
    for (name, place) in try reader.members("dependentRequired") {
      var dependency = ObjectChecks.Dependency(name: names.add(name), keyword: .dependentRequired)
      dependency.names = try reader.names(in: place.value, "dependentRequired").map { names.add($0) }
      dependencies.append(dependency)
    }
    for (name, place) in try reader.members("dependentSchemas") {
      dependencies.append(
        ObjectChecks.Dependency(name: names.add(name), schema: index(of: place), keyword: .dependentSchemas))
    }
    return dependencies
  }

  mutating func applied(_ reader: KeywordReader) throws(SchemaError) -> AppliedSchemas? {
    var applied = AppliedSchemas()
    applied.all = try reader.schemas("allOf").map { index(of: $0) }
    applied.any = try reader.schemas("anyOf").map { index(of: $0) }
    applied.one = try reader.schemas("oneOf").map { index(of: $0) }
    if let place = reader.schema("not") { applied.not = index(of: place) }
    if reader.draft >= .draft7, let place = reader.schema("if") {
      if let place = reader.schema("then") { applied.consequence = index(of: place) }
      if let place = reader.schema("else") { applied.alternative = index(of: place) }
      // On its own it still says what is evaluated.
      applied.condition = index(of: place)
    }
    switch reader.draft {
    case .draft2019:
      if let reference = try reader.string("$recursiveRef") {
        applied.dynamic = try dynamicReference(.recursiveReference, reference, from: reader.place)
      }
    case .draft2020:
      if let reference = try reader.string("$dynamicRef") {
        applied.dynamic = try dynamicReference(.dynamicReference, reference, from: reader.place)
      }
    default: break
    }
    return applied.isEmpty ? nil : applied
  }
}

/// Names in the order in which they come up, each once.
struct NameCollector {
  private(set) var list: [String] = []
  private var numbers: [ExactText: Int32] = [:]

  @discardableResult mutating func add(_ name: String) -> Int32 {
    if let number = numbers[ExactText(name)] { return number }
    let number = Int32(list.count)
    list.append(name)
    numbers[ExactText(name)] = number
    return number
  }
}
