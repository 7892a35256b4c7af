import Avro
import JSONSchema
import Protobuf
import SchemaCore
import SchemaSets

extension InstalledFormats {
  /// The formats as sets of schemas use them.
  static let sets = SetFormats(
    all, endings: endings, importing: [.protobuf], names: { InstalledFormats.names(in: $1, of: $0) },
    translated: { (text, file) throws(SetError) in
      guard IDLFiles.isIDL(file) else { return text }
      do throws(CommandFailure) {
        return try IDLFiles.schema(text, at: file)
      } catch {
        throw SetError(.unreadable, error.message)
      }
    })

  private static func names(in text: String, of format: FormatName) -> TextNames {
    switch format {
    case .avro:
      let names = AvroFormat.names(in: text)
      return TextNames(own: names.defined, uses: names.used.map { $0.map { .init($0, target: $0) } })
    case .json:
      let names = JSONSchemaFormat.names(in: text)
      return TextNames(
        own: names.identifier,
        uses: names.used.map { use in
          [.init(use.reference, target: use.reference), .init(use.reference, target: use.uri)]
        })
    case .protobuf:
      return TextNames(uses: ProtobufFormat.imports(in: text).map { [.init($0, target: $0)] })
    default: return TextNames()
    }
  }

  /// The endings of files, with the format that each tells.
  static let endings: [(ending: String, format: FormatName)] = [
    (".avsc", .avro), (".avdl", .avro), (".proto", .protobuf), (".json", .json),
  ]
}
