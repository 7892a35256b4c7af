import Avro
import SchemaCore

/// The one list of formats.
enum InstalledFormats {
  static let all = SchemaFormats([AvroFormat()])
}
