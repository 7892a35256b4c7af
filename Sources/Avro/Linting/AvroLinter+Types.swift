import SchemaCore

extension AvroLinter {
  /// Holds the name of a field against its type.
  mutating func checkMeaning(of field: AvroField, at place: Place) {
    let type = Self.value(of: field.schema)
    switch type.type {
    case .float, .double:
      if NameMeaning.isMoney(field.name) {
        add(
          AvroLintRules.moneyAsFloat,
          "field \(field.name) looks like money and is a \(type.type.keyword ?? ""): take bytes with the logical type decimal",
          at: place, "type")
      }
    case .string where type.logicalType == nil:
      if NameMeaning.isTime(field.name) {
        add(
          AvroLintRules.timestampAsString,
          "field \(field.name) looks like a time and is a string: take a long with timestamp-millis, or an int with date",
          at: place, "type")
      } else if NameStyle.words(of: field.name).contains(where: { $0 == "uuid" || $0 == "guid" }) {
        add(
          AvroLintRules.uuidAsString, "field \(field.name) looks like a UUID: give its type the logical type uuid",
          at: place,
          "type")
      }
    case .int where type.logicalType == nil, .long where type.logicalType == nil:
      if NameMeaning.isTime(field.name), type.properties["logicalType"] == nil {
        add(
          AvroLintRules.timestampAsNumber,
          "field \(field.name) looks like a time and is a plain \(type.type.keyword ?? ""): give it a logical type",
          at: place,
          "type")
      }
    default: break
    }
  }

  mutating func checkDefault(of field: AvroField, at place: Place) {
    if field.defaultValue == nil {
      add(AvroLintRules.fieldWithoutDefault, "field \(field.name) has no default", at: place, "name")
    }
    guard case .union(let branches) = field.schema.type,
      let index = branches.firstIndex(where: { $0.type == .null })
    else { return }
    if index > 0, field.defaultValue == nil || field.defaultValue == .null {
      add(
        AvroLintRules.nullNotFirst,
        "null is not the first type of field \(field.name): put it in front, so that it can be the default", at: place,
        "type")
    } else if field.defaultValue == nil {
      add(
        AvroLintRules.nullableWithoutDefault,
        "field \(field.name) may be null and has no default: add \"default\": null",
        at: place, "name")
    }
  }

  mutating func checkUnion(_ branches: [AvroSchema], at place: Place) {
    let data = branches.filter { $0.type != .null }
    let records = data.filter { $0.name != nil }
    if data.count > 1, records.count < data.count {
      add(
        AvroLintRules.wideUnion,
        "the union has \(data.count) types that hold data: take a record with a nullable field for each", at: place)
    }
  }

  mutating func checkLogicalType(of schema: AvroSchema, at place: Place) {
    guard schema.logicalType == nil, let name = schema.attributes["logicalType"]?.string else { return }
    let known = Self.logicalTypes.contains(name)
    // A name that Avro does not know may mean something to a program of its own.
    if !known, !Self.logicalTypes.contains(NameStyle.words(of: name).joined(separator: "-")) { return }
    let type = schema.type.keyword ?? "this type"
    add(
      AvroLintRules.ignoredLogicalType,
      "logical type \(name) is ignored on \(type)\(known ? ": it does not fit, or lacks a precision" : ": mind its spelling")",
      at: place, "logicalType")
  }

  private static let logicalTypes: Set<String> = [
    "decimal", "big-decimal", "uuid", "date", "time-millis", "time-micros", "timestamp-millis", "timestamp-micros",
    "timestamp-nanos", "local-timestamp-millis", "local-timestamp-micros", "local-timestamp-nanos", "duration",
  ]

  /// The type without the null beside it.
  private static func value(of schema: AvroSchema) -> AvroSchema {
    guard case .union(let branches) = schema.type else { return schema }
    let data = branches.filter { $0.type != .null }
    return data.count == 1 ? data[0] : schema
  }
}
