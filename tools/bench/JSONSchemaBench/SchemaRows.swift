import BenchHarness
import JSONSchema
import SchemaCore

/// Compiling a schema from its text, and comparing two versions of a large one.
enum SchemaRows {
  static let name = "schemas"

  static func rows(in folder: String) throws -> [Row] {
    guard let compiled = RecordFile.text(at: "\(folder)/schemas/compiled.json") else { return [] }
    let versions = try ["old", "new"].map { name in
      guard let text = RecordFile.text(at: "\(folder)/schemas/\(name).json") else {
        throw BenchFailure("\(folder)/schemas/\(name).json cannot be read")
      }
      return text
    }
    let format = JSONSchemaFormat()
    return [
      Row(name: "schemas/compile", recordCount: 1) {
        _ = try JSONSchemaValidator(try format.parse(compiled, rules: .stored).resources())
      },
      Row(name: "schemas/compare", recordCount: 1) {
        let (old, new) = (try format.parse(versions[0], rules: .stored), try format.parse(versions[1], rules: .stored))
        if new.incompatibilities(reading: old).isEmpty {
          throw BenchFailure("the new version ought to be incompatible")
        }
      },
    ]
  }
}
