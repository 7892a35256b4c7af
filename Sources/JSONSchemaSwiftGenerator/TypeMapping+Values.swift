import JSONSchema
import SchemaCore
import SwiftSource

extension TypeMapping {
  /// The type of the values of a schema.
  ///
  /// - Parameters:
  ///   - name: what a type is called that has to be declared for it.
  ///   - nested: where such types go; if nil, they stand by themselves.
  mutating func mapped(
    _ place: SchemaPlace, named name: String, nested: NestedTypes?
  ) throws(SwiftGeneratorError) -> Mapped {
    guard let reader = SchemaReader(place) else { return Mapped(name: plainValue(), isNullable: false) }
    noteConstraints(of: reader)
    if let reference = reader.reference { return try referred(reference, reader, named: name, nested) }
    if let choice = try optional(reader, named: name, nested) { return choice }
    if let only = onlyReference(in: reader) { return try mapped(only, named: name, nested: nested) }
    var result = Mapped(name: "", isNullable: reader.typeAllowsNull)
    if reader.values?.contains(.null) == true, reader.values?.count ?? 0 > 1 { result.isNullable = true }
    if isDeclared(reader) {
      result.name = try declare(reader, named: name, nested)
      return result
    }
    switch reader.types {
    case ["string"]: (result.name, result.documentation) = string(reader)
    case ["integer"]: result.name = "Int"
    case ["number"], ["integer", "number"], ["number", "integer"]: result.name = "Double"
    case ["boolean"]: result.name = "Bool"
    case ["array"]: result.name = try list(reader, named: name, nested)
    case ["object"]: result.name = try dictionary(reader, named: name, nested)
    case []: result.name = try untyped(reader, named: name, nested)
    default: result.name = anyValue(at: place, "it may be \(reader.types.joined(separator: " or "))")
    }
    if let values = reader.values, result.name != "JSONValue", reader.constant == nil {
      note(place, "only \(values.map { JSONWriter.text($0) }.joined(separator: ", ")) is allowed")
    }
    return result
  }

  private mutating func noteConstraints(of reader: SchemaReader) {
    let constraints = reader.constraints
    guard !constraints.isEmpty else { return }
    note(reader.place, "\(constraints.joined(separator: ", ")) \(constraints.count == 1 ? "is" : "are") not checked")
  }

  private mutating func referred(
    _ reference: String, _ reader: SchemaReader, named name: String, _ nested: NestedTypes?
  ) throws(SwiftGeneratorError) -> Mapped {
    let target = try target(of: reference, at: reader.place)
    guard let key = key(of: target), let content = SchemaReader(target) else {
      return Mapped(name: anyValue(at: reader.place, "it refers to \(reference)"))
    }
    if isDeclared(content) || key.pointer.isRoot {
      return Mapped(name: topLevelName(of: target, key, stem: schemas.files[key.file].stem))
    }
    // What needs no type of its own is written where it is used.
    let otherwise = Mapped(name: "JSONValue")
    let result = try within(key, otherwise: otherwise) { mapping throws(SwiftGeneratorError) in
      try mapping.mapped(target, named: name, nested: nested)
    }
    if result.name == "JSONValue" { _ = plainValue() }
    return result
  }

  /// The type of a choice between null and one other schema; nil if it is none.
  private mutating func optional(
    _ reader: SchemaReader, named name: String, _ nested: NestedTypes?
  ) throws(SwiftGeneratorError) -> Mapped? {
    for keyword in ["anyOf", "oneOf"] {
      let branches = reader.list(keyword)
      let others = branches.filter { SchemaReader($0)?.isNull != true }
      guard branches.count == 2, others.count == 1 else { continue }
      var result = try mapped(others[0], named: name, nested: nested)
      result.isNullable = true
      return result
    }
    return nil
  }

  /// The one schema of `allOf` that says more than constraints, where the schema itself says nothing of kinds.
  private func onlyReference(in reader: SchemaReader) -> SchemaPlace? {
    guard reader.types.isEmpty, !reader.hasProperties else { return nil }
    let telling = reader.list("allOf").filter { place in
      SchemaReader(place).map { $0.reference != nil || !$0.types.isEmpty || $0.hasProperties } ?? false
    }
    return telling.count == 1 ? telling[0] : nil
  }

  private mutating func string(_ reader: SchemaReader) -> (String, [String]) {
    switch reader.format {
    case "date-time": return (foundation("Date"), [])
    case "uuid": return (foundation("UUID"), [])
    case "date": return ("String", ["A day, such as `2026-05-06`."])
    case "time": return ("String", ["A time of day, such as `07:08:09Z`."])
    case let format?: return ("String", ["Of the format `\(format)`."])
    case nil: break
    }
    guard let encoding = reader["contentEncoding"]?.string else { return ("String", []) }
    return encoding == "base64" ? (foundation("Data"), []) : ("String", ["Bytes in \(encoding)."])
  }

  private mutating func list(
    _ reader: SchemaReader, named name: String, _ nested: NestedTypes?
  ) throws(SwiftGeneratorError) -> String {
    if reader["prefixItems"] != nil || reader["items"]?.array != nil {
      return "[\(anyValue(at: reader.place, "each element has a schema of its own"))]"
    }
    guard let items = reader.place["items"] else { return "[\(plainValue())]" }
    let element = try mapped(items, named: name + "Item", nested: nested)
    return "[\(element.name)\(element.isNullable ? "?" : "")]"
  }

  private mutating func dictionary(
    _ reader: SchemaReader, named name: String, _ nested: NestedTypes?
  ) throws(SwiftGeneratorError) -> String {
    guard let rest = reader.place["additionalProperties"], rest.value.object != nil else {
      return "[String: \(plainValue())]"
    }
    let value = try mapped(rest, named: name + "Value", nested: nested)
    return "[String: \(value.name)\(value.isNullable ? "?" : "")]"
  }

  private mutating func untyped(
    _ reader: SchemaReader, named name: String, _ nested: NestedTypes?
  ) throws(SwiftGeneratorError) -> String {
    if let values = reader.values, let type = Self.type(ofAll: values.filter { $0 != .null }) { return type }
    if reader["items"] != nil { return try list(reader, named: name, nested) }
    if reader.place["additionalProperties"]?.value.object != nil { return try dictionary(reader, named: name, nested) }
    for keyword in ["oneOf", "anyOf", "allOf"] where reader[keyword] != nil {
      return anyValue(at: reader.place, "\(keyword) here does not tell its schemas apart by a property with `const`")
    }
    return reader.object.isEmpty ? plainValue() : anyValue(at: reader.place, "it does not say what kind of value it is")
  }

  /// The type that all values have.
  private static func type(ofAll values: [JSONValue]) -> String? {
    let types = Set(
      values.map { value in
        switch value {
        case .string: "String"
        case .bool: "Bool"
        case .number(let number): number.isInteger ? "Int" : "Double"
        default: "JSONValue"
        }
      })
    return types.count == 1 ? types.first.flatMap { $0 == "JSONValue" ? nil : $0 } : nil
  }
}
