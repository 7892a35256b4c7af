import Avro
import JSONSchema
import Protobuf
import SchemaCore

/// The one list of formats.
enum InstalledFormats {
  static let all = SchemaFormats([AvroFormat(), ProtobufFormat(), JSONSchemaFormat()])
}

extension SchemaText {
  /// The schema that this text of a command's input is.
  ///
  /// - Parameter name: what the input is called in errors, such as the file's path.
  func parsed(
    references: [ResolvedReference] = [], rules: ParsingRules, called name: String
  ) throws(CommandFailure) -> any ParsedSchema {
    do {
      return try InstalledFormats.all.parse(self, references: references, rules: rules)
    } catch {
      throw CommandFailure(error, in: name)
    }
  }
}
