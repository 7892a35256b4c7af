import JSONSchema
import SchemaCore
import SwiftSource

/// The types that are declared within another.
final class NestedTypes {
  var declarations: [Declaration] = []
  var taken: Set<String>

  init(taken: Set<String>) { self.taken = taken }
}

extension TypeMapping {
  /// True if the values of a schema need a type of their own.
  func isDeclared(_ reader: SchemaReader) -> Bool {
    isStructure(reader) || enumerated(reader) != nil || discriminator(of: reader) != nil
  }

  private func isStructure(_ reader: SchemaReader) -> Bool {
    if reader.reference != nil || reader.types.count > 1 || !(reader.types.first ?? "object" == "object") {
      return false
    }
    if reader["oneOf"] != nil || reader["anyOf"] != nil { return reader.hasProperties }
    if reader.hasProperties { return true }
    return parts(of: reader).count > 1 && parts(of: reader).contains { $0.hasProperties }
  }

  /// The strings that are all the values there are; nil without two of them.
  private func enumerated(_ reader: SchemaReader) -> [String]? {
    guard let values = reader.values?.filter({ $0 != .null }), values.count > 1 else { return nil }
    let strings = values.compactMap(\.string)
    return strings.count == values.count ? strings : nil
  }

  /// Declares the type of a schema that needs one, within another type or by itself.
  mutating func declare(
    _ reader: SchemaReader, named name: String, _ nested: NestedTypes?
  ) throws(SwiftGeneratorError) -> String {
    guard let nested else {
      guard let key = key(of: reader.place) else { return plainValue() }
      return topLevelName(of: reader.place, key, stem: name)
    }
    let name = MemberNames.type(name, taken: nested.taken.union(taken))
    nested.taken.insert(name)
    let place = nested.declarations.count
    if let declaration = try declaration(of: reader, named: name, within: nested) {
      nested.declarations.insert(declaration, at: min(place, nested.declarations.count))
    }
    return name
  }

  /// The declaration of a schema that needs one.
  mutating func declaration(
    of reader: SchemaReader, named name: String, within outer: NestedTypes? = nil
  ) throws(SwiftGeneratorError) -> Declaration? {
    let documentation = documentation(of: reader)
    let inner = NestedTypes(taken: (outer?.taken ?? []).union([name]))
    if let values = enumerated(reader) {
      let names = MemberNames.members(values, reserved: ["rawValue", "RawValue"])
      return Declaration(
        name: name, documentation: documentation,
        kind: .enumeration(
          cases: Array(zip(names, values)), unknown: Identifier.unique("unknown", taken: Set(names))))
    }
    if let discriminator = discriminator(of: reader) {
      let cases = try unionCases(discriminator, inner)
      _ = plainValue()
      return Declaration(
        name: name, documentation: documentation,
        kind: .union(
          discriminator: discriminator.member, cases: cases,
          unknown: Identifier.unique("unknown", taken: Set(cases.map(\.name))), nested: inner.declarations))
    }
    guard isStructure(reader) else { return nil }
    let properties = try properties(of: reader, inner)
    return Declaration(
      name: name, documentation: documentation, kind: .structure(properties: properties, nested: inner.declarations))
  }
}

// Structs.
extension TypeMapping {
  /// The schemas that all say something about one object: itself, and those of `allOf`.
  private func parts(of reader: SchemaReader) -> [SchemaReader] {
    var parts: [SchemaReader] = []
    // Each once: references may go in circles.
    var seen: Set<SchemaPlace> = []
    var waiting = [reader.place]
    while !waiting.isEmpty {
      let place = waiting.removeFirst()
      guard seen.insert(place).inserted, let part = SchemaReader(place) else { continue }
      if let reference = part.reference, let target = try? target(of: reference, at: place) { waiting.append(target) }
      parts.append(part)
      waiting += part.list("allOf")
    }
    return parts
  }

  private mutating func properties(
    of reader: SchemaReader, _ nested: NestedTypes
  ) throws(SwiftGeneratorError) -> [Declaration.Property] {
    let parts = parts(of: reader)
    let required = parts.reduce(into: Set<String>()) { $0.formUnion($1.required) }
    var members: [(name: String, place: SchemaPlace)] = []
    for part in parts {
      for property in part.properties where !members.contains(where: { $0.name == property.name }) {
        members.append(property)
      }
      if part["additionalProperties"]?.object != nil { note(part.place, "members beyond the properties are ignored") }
      for keyword in ["oneOf", "anyOf"] where part[keyword] != nil { note(part.place, "\(keyword) is not checked") }
    }
    let names = MemberNames.members(members.map(\.name))
    var properties: [Declaration.Property] = []
    for (member, name) in zip(members, names) {
      let isOptional = !required.contains(member.name)
      properties.append(try property(member, named: name, isOptional: isOptional, of: reader, nested))
    }
    for name in required.sorted() where !members.contains(where: { $0.name == name }) {
      note(reader.place, "the member \"\(name)\", which is required, has no schema, and is ignored")
    }
    return properties
  }

  private mutating func property(
    _ member: (name: String, place: SchemaPlace), named name: String, isOptional: Bool, of reader: SchemaReader,
    _ nested: NestedTypes
  ) throws(SwiftGeneratorError) -> Declaration.Property {
    let content = SchemaReader(member.place)
    var type: Mapped
    if holdsItself(reader, through: member.place) {
      type = Mapped(name: anyValue(at: member.place, "a struct cannot hold another of its own kind"))
    } else {
      type = try mapped(member.place, named: member.name, nested: nested)
    }
    let constant = isOptional || type.name != "String" ? nil : content?.constant
    if constant == nil, let only = content?.constant {
      note(member.place, "only \(JSONWriter.text(.string(only))) is allowed")
    }
    // Types of their own have the text where they are declared.
    let isOwn = content.map { isDeclared($0) } ?? false
    return Declaration.Property(
      member: member.name, name: name, type: type.name, isOptional: isOptional, isNullable: type.isNullable,
      constant: constant,
      documentation: (isOwn ? [] : content.map(documentation) ?? []) + type.documentation)
  }

  /// True if a property's values are, or directly hold, objects of the schema that the property is of.
  private func holdsItself(_ reader: SchemaReader, through place: SchemaPlace) -> Bool {
    guard let owner = key(of: reader.place) else { return false }
    var seen: Set<SchemaKey> = []
    var places = [place]
    while let next = places.popLast() {
      guard let key = key(of: next), seen.insert(key).inserted, let content = SchemaReader(next) else { continue }
      if key == owner { return true }
      if let reference = content.reference {
        if let target = try? target(of: reference, at: next) { places.append(target) }
        continue
      }
      for keyword in ["anyOf", "oneOf", "allOf"] { places += content.list(keyword) }
      places += content.properties.map(\.place)
    }
    return false
  }
}
