import Avro
import SwiftSource

/// The struct of a fixed.
struct FixedDeclaration {
  private let fixed: AvroFixed
  private let type: NamedType
  private let mapping: TypeMapping
  private let access: SwiftGenerator.Access

  init(_ fixed: AvroFixed, of type: NamedType, _ mapping: TypeMapping, _ access: SwiftGenerator.Access) {
    self.fixed = fixed
    self.type = type
    self.mapping = mapping
    self.access = access
  }

  func source() -> SourceText {
    let name = mapping.names.name(of: type.name)
    let modifier = access.modifier
    var source = SourceText()
    source.documentation(fixed.documentation, "Avro's fixed `\(fixed.name)`.")
    source.block("\(modifier)struct \(name): Hashable, Sendable") { source in
      source.documentation("Always \(fixed.size) of them: a value of any other size is refused when it is written.")
      source.line("\(modifier)var bytes: [UInt8]")
      source.line()
      source.block("\(modifier)init(bytes: [UInt8])") { $0.line("self.bytes = bytes") }
    }
    source.line()
    source.block("extension \(name): AvroSerializable") { source in
      mapping.writeSchema(of: type, access, to: &source)
      source.line()
      source.block("\(modifier)init(from reader: inout AvroReader) throws(CodecError)") {
        $0.line("bytes = try reader.fixed(\(fixed.size))")
      }
      source.line()
      source.block("\(modifier)func write(to writer: inout AvroWriter) throws(CodecError)") {
        $0.line("try writer.fixed(bytes, size: \(fixed.size))")
      }
    }
    return source
  }
}
