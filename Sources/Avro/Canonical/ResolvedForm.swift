import SchemaCore

/// Writes referenced types into a schema: each is defined where it is first met and used by its name after that.
struct ResolvedForm {
  private let definitions: [AvroName: AvroSchema]
  private var defined: Set<AvroName> = []
  private var depth = 0

  init(definitions: [AvroName: AvroSchema]) {
    self.definitions = definitions
  }

  /// The schema with everything written in.
  ///
  /// - Throws: `SchemaError` of kind `limit` if that makes it too deep: each of many small texts may add a level.
  mutating func resolved(_ schema: AvroSchema) throws(SchemaError) -> AvroSchema {
    depth += 1
    defer { depth -= 1 }
    guard depth <= AvroLimits.depth else {
      throw SchemaError(
        .limit, "With its references written in, the schema is nested more than \(AvroLimits.depth) types deep")
    }
    var schema = schema
    switch schema.type {
    case .null, .boolean, .int, .long, .float, .double, .bytes, .string:
      break
    case .array(let items):
      schema.type = .array(try resolved(items))
    case .map(let values):
      schema.type = .map(try resolved(values))
    case .union(let branches):
      schema.type = .union(try branches.map { (branch) throws(SchemaError) in try resolved(branch) })
    case .record(var record):
      guard defined.insert(record.name).inserted else { return AvroSchema(.named(record.name)) }
      for index in record.fields.indices {
        record.fields[index].schema = try resolved(record.fields[index].schema)
      }
      schema.type = .record(record)
    case .enumeration(let enumeration):
      guard defined.insert(enumeration.name).inserted else { return AvroSchema(.named(enumeration.name)) }
    case .fixed(let fixed):
      guard defined.insert(fixed.name).inserted else { return AvroSchema(.named(fixed.name)) }
    case .named(let name):
      guard !defined.contains(name), let definition = definitions[name] else { break }
      return try resolved(definition)
    }
    return schema
  }
}
