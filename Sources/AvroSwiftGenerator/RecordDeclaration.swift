import Avro
import SwiftSource

/// The struct of a record.
struct RecordDeclaration {
  private struct Property {
    let field: AvroField
    /// As it is written, with backticks if it needs them.
    let name: String
    let type: SwiftType
    /// True if it may hold a value of its own record and is kept apart for that.
    let isRecursive: Bool
    let defaultArgument: String?
  }

  private let record: AvroRecord
  private let type: NamedType
  private let mapping: TypeMapping
  private let access: SwiftGenerator.Access
  private let name: String
  private let properties: [Property]
  private let unions: [(name: String, branches: [AvroSchema])]

  init(_ record: AvroRecord, of type: NamedType, _ mapping: TypeMapping, _ access: SwiftGenerator.Access) {
    self.record = record
    self.type = type
    self.mapping = mapping
    self.access = access
    name = mapping.names.name(of: type.name)
    let names = Identifier.members(record.fields.map(\.name), reserved: [])
    var scope = UnionScope(mapping.names)
    var properties: [Property] = []
    for (field, name) in zip(record.fields, names) {
      scope.field = field.name
      let type = mapping.type(of: field.schema, in: &scope)
      let defaults = DefaultArgument(mapping)
      properties.append(
        Property(
          field: field, name: Identifier.escaped(name), type: type,
          isRecursive: mapping.cycles.isApart(field, of: record.name),
          defaultArgument: field.defaultValue.flatMap { defaults.text($0, field.schema) }))
    }
    self.properties = properties
    unions = scope.unions
  }

  func source() -> SourceText {
    var source = SourceText()
    source.documentation(record.documentation, "Avro's record `\(record.name)`.")
    source.block("\(access.modifier)struct \(name): Hashable, Sendable") { source in
      for property in properties { declare(property, in: &source) }
      if !properties.isEmpty { source.line() }
      writeMemberwise(to: &source)
      for union in unions {
        source.line()
        UnionDeclaration(name: union.name, branches: union.branches, mapping, access).write(to: &source)
      }
    }
    source.line()
    source.block("extension \(name): AvroSerializable") { source in
      mapping.writeSchema(of: type, access, to: &source)
      source.line()
      writeReading(to: &source)
      source.line()
      writeWriting(to: &source)
    }
    return source
  }

  private func declare(_ property: Property, in source: inout SourceText) {
    source.documentation(property.field.documentation, property.type.remark)
    let wrapper = property.isRecursive ? "@Indirect " : ""
    source.line("\(wrapper)\(access.modifier)var \(property.name): \(property.type.text)")
  }

  private func writeMemberwise(to source: inout SourceText) {
    if properties.isEmpty { return source.line("\(access.modifier)init() {}") }
    let parameters = properties.map { property in
      "\(property.name): \(property.type.text)" + (property.defaultArgument.map { " = \($0)" } ?? "")
    }
    source.list("\(access.modifier)init", parameters, end: " {")
    source.indented { source in
      for property in properties { assign(property, in: &source) }
    }
    source.line("}")
  }

  private func assign(_ property: Property, in source: inout SourceText) {
    let isLong = 8 + 2 * property.name.count > source.columns
    source.line("self.\(property.name) =\(isLong ? "\n  " : " ")\(property.name)")
  }

  private func writeReading(to source: inout SourceText) {
    let head = "\(access.modifier)init(from reader: inout AvroReader) throws(CodecError)"
    if properties.isEmpty { return source.line("\(head) {}") }
    source.block(head) { source in
      for property in properties {
        let target = property.name == "reader" ? "self.reader" : "let \(property.name)"
        let expression: CodingExpression =
          property.isRecursive
          ? .closure("try reader.nested", parameters: "reader", .reading(property.type)) : .reading(property.type)
        expression.write("\(target) = ", to: &source)
      }
      // At the end, when nothing can fail any more: a value that might have to be given up half made is copied when it
      // is done.
      for property in properties where property.name != "reader" { assign(property, in: &source) }
    }
  }

  private func writeWriting(to source: inout SourceText) {
    let head = "\(access.modifier)func write(to writer: inout AvroWriter) throws(CodecError)"
    if properties.isEmpty { return source.line("\(head) {}") }
    source.block(head) { source in
      for property in properties {
        let value = property.name == "writer" ? "self.writer" : property.name
        let expression: CodingExpression =
          property.isRecursive
          ? .closure("try writer.nested", parameters: "writer", .writing(value, property.type))
          : .writing(value, property.type)
        expression.write(to: &source)
      }
    }
  }
}

extension TypeMapping {
  /// The schema of a type: its text, or its place in the schema of the type that it belongs to.
  func writeSchema(of type: NamedType, _ access: SwiftGenerator.Access, to source: inout SourceText) {
    guard let holder = type.holder else { return source.schemaProperty(access.modifier, text: type.text) }
    source.line(
      "\(access.modifier)static let avroSchema = \(names.name(of: holder)).avroSchema"
        + ".definition(named: \"\(type.name)\")")
  }
}
