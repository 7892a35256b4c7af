import Avro
import SchemaCore
import SwiftSource

/// The enum of a union that is more than an optional: a case a branch.
struct UnionDeclaration {
  private let name: String
  private let mapping: TypeMapping
  private let access: SwiftGenerator.Access
  /// Null has no type.
  private let cases: [(name: String, type: SwiftType?)]
  private let branches: [AvroSchema]
  private let unions: [(name: String, branches: [AvroSchema])]

  init(
    name: String, branches: [AvroSchema], _ mapping: TypeMapping, _ access: SwiftGenerator.Access
  ) {
    self.name = name
    self.mapping = mapping
    self.access = access
    self.branches = branches
    var scope = UnionScope(mapping.names)
    scope.field = name + "Item"
    let names = Self.caseNames(of: branches, mapping.types)
    cases = zip(names, branches).map { name, branch in
      (name, branch.type == .null ? nil : mapping.type(of: branch, in: &scope))
    }
    unions = scope.unions
  }

  /// The names of the cases, in the order of the branches.
  static func caseNames(of branches: [AvroSchema], _ types: NamedTypes) -> [String] {
    let names = branches.map { branch in
      switch types.definition(of: branch).logicalType {
      case .decimal, .bigDecimal: "decimal"
      case .uuid: "uuid"
      case .date: "date"
      case .timeMillis, .timeMicros: "time"
      case .timestampMillis, .timestampMicros, .timestampNanos: "timestamp"
      case .localTimestampMillis, .localTimestampMicros, .localTimestampNanos: "localTimestamp"
      case .duration: "duration"
      case nil: branch.name?.name ?? branch.type.keyword ?? "union"
      }
    }
    return Identifier.members(names, reserved: [])
  }

  func source() -> SourceText {
    var source = SourceText()
    write(to: &source)
    return source
  }

  func write(to source: inout SourceText) {
    source.block("\(access.modifier)enum \(name): AvroSerializable, Hashable, Sendable") { source in
      for item in cases {
        source.line("case \(Identifier.escaped(item.name))" + (item.type.map { "(\($0.text))" } ?? ""))
      }
      source.line()
      writeSchema(to: &source)
      source.line()
      writeReading(to: &source)
      source.line()
      writeWriting(to: &source)
      for union in unions {
        source.line()
        UnionDeclaration(name: union.name, branches: union.branches, mapping, access).write(to: &source)
      }
    }
  }

  private func writeSchema(to source: inout SourceText) {
    let documents = zip(cases, branches).map { item, branch in
      let type = item.type ?? .value("AvroNull")
      return type.describesItself
        ? "\(type.describedText).avroSchema"
        : SourceText.document(mapping.types.text(of: branch), columns: source.columns - 2)
    }
    source.list("\(access.modifier)static let avroSchema = AvroDocument.union", documents)
  }

  private func writeReading(to source: inout SourceText) {
    source.block("\(access.modifier)init(from reader: inout AvroReader) throws(CodecError)") { source in
      if cases.count == 1 {
        source.line("_ = try reader.branch(of: 1)")
        return write(cases[0], "", to: &source)
      }
      source.line("switch try reader.branch(of: \(cases.count)) {")
      for (place, item) in cases.enumerated() {
        write(item, place == cases.count - 1 ? "default: " : "case \(place): ", to: &source)
      }
      source.line("}")
    }
  }

  private func write(
    _ item: (name: String, type: SwiftType?), _ label: String, to source: inout SourceText
  ) {
    guard let type = item.type else { return source.line("\(label)self = .\(item.name)") }
    CodingExpression.reading(type).write("\(label)self = .\(item.name)(", ")", to: &source)
  }

  private func writeWriting(to source: inout SourceText) {
    source.block("\(access.modifier)func write(to writer: inout AvroWriter) throws(CodecError)") { source in
      source.line("switch self {")
      for (place, item) in cases.enumerated() {
        guard let type = item.type else {
          source.line("case .\(item.name): writer.index(\(place))")
          continue
        }
        source.line("case .\(item.name)(let value):")
        source.indented { source in
          source.line("writer.index(\(place))")
          CodingExpression.writing("value", type).write(to: &source)
        }
      }
      source.line("}")
    }
  }
}
