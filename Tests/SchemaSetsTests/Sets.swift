import Avro
import JSONSchema
import Protobuf
import SchemaCore
import SchemaSets

/// Sets that tests make of texts.
enum Sets {
  static let formats = SetFormats(
    SchemaFormats([AvroFormat(), ProtobufFormat(), JSONSchemaFormat()]),
    endings: [(".avsc", .avro), (".proto", .protobuf), (".json", .json)], importing: [.protobuf],
    names: { format, text in
      switch format {
      case .avro:
        let names = AvroFormat.names(in: text)
        return TextNames(own: names.defined, uses: names.used.map { $0.map { .init($0, target: $0) } })
      case .json:
        let names = JSONSchemaFormat.names(in: text)
        return TextNames(
          own: names.identifier,
          uses: names.used.map { [.init($0.reference, target: $0.reference), .init($0.reference, target: $0.uri)] })
      default: return TextNames(uses: ProtobufFormat.imports(in: text).map { [.init($0, target: $0)] })
      }
    })

  /// The set of a configuration and files.
  static func set(_ configuration: String, _ files: [String: String], name: String = "set") throws -> SchemaSet {
    try SchemaSet(
      SetConfiguration(configuration, file: "martlet.yaml"), in: MemoryTree(name: name, files: files), formats: formats)
  }

  /// A record with fields of a type each.
  static func record(_ name: String, _ fields: [(String, String)]) -> String {
    let fields = fields.map { "{\"name\": \"\($0.0)\", \"type\": \"\($0.1)\"}" }.joined(separator: ", ")
    return "{\"type\": \"record\", \"name\": \"\(name)\", \"fields\": [\(fields)]}"
  }
}

extension SetVerdict {
  /// What came of it, in a word.
  var word: String {
    switch outcome {
    case .unchanged: "unchanged"
    case .new: "new"
    case .compatible: "compatible"
    case .incompatible: "incompatible"
    case .refused: "refused"
    }
  }
}
