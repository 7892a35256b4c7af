import Protobuf
import SchemaCore
import SchemaSets

extension InstalledFormats {
  /// The formats as sets of schemas use them.
  static let sets = SetFormats(
    all, endings: endings, importing: [.protobuf], imports: { ProtobufFormat.imports(in: $0) },
    translated: { (text, file) throws(SetError) in
      guard IDLFiles.isIDL(file) else { return text }
      do throws(CommandFailure) {
        return try IDLFiles.schema(text, at: file)
      } catch {
        throw SetError(.unreadable, error.message)
      }
    })

  /// The endings of files, with the format that each tells.
  static let endings: [(ending: String, format: FormatName)] = [
    (".avsc", .avro), (".avdl", .avro), (".proto", .protobuf), (".json", .json),
  ]
}
