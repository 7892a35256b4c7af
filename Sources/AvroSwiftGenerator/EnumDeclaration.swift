import Avro
import SwiftSource

/// The enum of an Avro enum.
struct EnumDeclaration {
  private let enumeration: AvroEnum
  private let type: NamedType
  private let mapping: TypeMapping
  private let access: SwiftGenerator.Access
  private let cases: [(name: String, symbol: String)]

  init(
    _ enumeration: AvroEnum, of type: NamedType, _ mapping: TypeMapping, _ access: SwiftGenerator.Access
  ) {
    self.enumeration = enumeration
    self.type = type
    self.mapping = mapping
    self.access = access
    cases = Array(zip(Self.caseNames(of: enumeration), enumeration.symbols))
  }

  /// The names of the cases, in the order of the symbols.
  static func caseNames(of enumeration: AvroEnum) -> [String] {
    Identifier.members(enumeration.symbols, reserved: ["allCases", "rawValue", "RawValue", "AllCases"])
  }

  func source() -> SourceText {
    let name = mapping.names.name(of: type.name)
    var source = SourceText()
    source.documentation(enumeration.documentation, "Avro's enum `\(enumeration.name)`.")
    source.block("\(access.modifier)enum \(name): String, CaseIterable, Hashable, Sendable") { source in
      for item in cases {
        if item.symbol == enumeration.defaultSymbol {
          source.documentation("Also what a reader takes for a symbol of a newer writer that is not among these.")
        }
        let value = item.name == item.symbol ? "" : " = \"\(item.symbol)\""
        source.line("case \(Identifier.escaped(item.name))\(value)")
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

  private func writeReading(to source: inout SourceText) {
    source.block("\(access.modifier)init(from reader: inout AvroReader) throws(CodecError)") { source in
      if cases.count == 1 {
        source.line("_ = try reader.symbol(of: 1)")
        return source.line("self = .\(cases[0].name)")
      }
      source.line("switch try reader.symbol(of: \(cases.count)) {")
      for (place, item) in cases.enumerated() {
        source.line("\(place == cases.count - 1 ? "default" : "case \(place)"): self = .\(item.name)")
      }
      source.line("}")
    }
  }

  private func writeWriting(to source: inout SourceText) {
    source.block("\(access.modifier)func write(to writer: inout AvroWriter) throws(CodecError)") { source in
      source.line("switch self {")
      for (place, item) in cases.enumerated() { source.line("case .\(item.name): writer.index(\(place))") }
      source.line("}")
    }
  }
}
