import Avro

/// Which Swift type stands for which Avro type.
struct TypeMapping {
  let types: NamedTypes
  let names: SwiftNames
  let cycles: InlineCycles

  init(_ types: NamedTypes, names: SwiftNames) {
    self.types = types
    self.names = names
    cycles = InlineCycles(types)
  }

  /// The Swift type of a schema. Unions in it that are more than optional are put into `scope`, which names them.
  func type(of use: AvroSchema, in scope: inout UnionScope) -> SwiftType {
    let schema = types.definition(of: use)
    if let logical = logicalType(of: schema) { return logical }
    switch schema.type {
    case .null: return .value("AvroNull")
    case .boolean: return .plain("Bool", method: "boolean")
    case .int: return .plain("Int32", method: "int")
    case .long: return .plain("Int64", method: "long")
    case .float: return .plain("Float", method: "float")
    case .double: return .plain("Double", method: "double")
    case .bytes: return .plain("[UInt8]", method: "bytes")
    case .string: return .plain("String", method: "string")
    case .array(let items): return .array(type(of: items, in: &scope))
    case .map(let values): return .map(type(of: values, in: &scope))
    case .union(let branches):
      if let (wrapped, null) = Self.optional(branches) {
        return .optional(type(of: wrapped, in: &scope), nullAt: null)
      }
      return .value(scope.add(branches))
    case .record(let record): return .value(names.name(of: record.name))
    case .enumeration(let enumeration): return .value(names.name(of: enumeration.name))
    case .fixed(let fixed): return .value(names.name(of: fixed.name))
    case .named(let name): return .value(names.name(of: name))
    }
  }

  /// The type beside null in a union of two, and the place of null.
  static func optional(_ branches: [AvroSchema]) -> (wrapped: AvroSchema, null: Int)? {
    guard branches.count == 2, let null = branches.firstIndex(where: { $0.type == .null }) else { return nil }
    return (branches[1 - null], null)
  }

  private func logicalType(of schema: AvroSchema) -> SwiftType? {
    var size: Int?
    if case .fixed(let fixed) = schema.type { size = fixed.size }
    switch schema.logicalType {
    case .decimal(let precision, let scale): return .decimal(precision: precision, scale: scale, size: size)
    case .bigDecimal: return .value("AvroDecimal")
    case .uuid: return .plain("UUID", method: size == nil ? "uuid" : "fixedUUID")
    case .date: return .value("AvroDate")
    case .timeMillis: return .value("AvroTimeOfDay<Milliseconds>")
    case .timeMicros: return .value("AvroTimeOfDay<Microseconds>")
    case .timestampMillis: return .value("AvroTimestamp<Milliseconds>")
    case .timestampMicros: return .value("AvroTimestamp<Microseconds>")
    case .timestampNanos: return .value("AvroTimestamp<Nanoseconds>")
    case .localTimestampMillis: return .value("AvroLocalTimestamp<Milliseconds>")
    case .localTimestampMicros: return .value("AvroLocalTimestamp<Microseconds>")
    case .localTimestampNanos: return .value("AvroLocalTimestamp<Nanoseconds>")
    case .duration: return .plain("AvroDuration", method: "duration")
    case nil: return nil
    }
  }

  /// The modules that the source needs.
  var imports: [String] {
    let usesUUID = types.parts.contains { $0.logicalType == .uuid }
    return ["Avro"] + (usesUUID ? ["FoundationEssentials"] : []) + ["SchemaCore"]
  }
}

/// The unions of a record or another union that need types of their own, which stand inside of it.
struct UnionScope {
  private(set) var unions: [(name: String, branches: [AvroSchema])] = []
  /// What to call the next one.
  var field = ""
  private var taken: Set<String>

  /// - Parameter names: the types that must not be hidden.
  init(_ names: SwiftNames) {
    taken = names.all
  }

  mutating func add(_ branches: [AvroSchema]) -> String {
    let name = SwiftNames.nested(field, taken: taken)
    taken.insert(name)
    unions.append((name, branches))
    return name
  }
}
