import BenchHarness
import FoundationEssentials
import Protobuf

/// Reading and linking a large set of files, and comparing two versions of a large file. They are read from disk, as other
/// compilers do it.
enum SchemaRows {
  static let name = "schemas"

  static func rows(in folder: String) throws -> [Row] {
    let set = "\(folder)/schemas/set"
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: set).sorted() else { return [] }
    let versions = try ["old", "new"].map { try ProtobufFormat().parse(text(at: "\(folder)/schemas/\($0).proto")) }
    return [
      Row(name: "schemas/link", recordCount: 1) {
        let files = try FileSet(compiling: names.map { (name: $0, text: try text(at: "\(set)/\($0)")) })
        keep(files.files.count)
      },
      Row(name: "schemas/compare", recordCount: 1) {
        let found = versions[1].incompatibilities(reading: versions[0])
        if found.isEmpty { throw BenchFailure("the new version ought to be incompatible") }
      },
    ]
  }

  private static func text(at path: String) throws -> String {
    guard let text = RecordFile.text(at: path) else { throw BenchFailure("\(path) cannot be read") }
    return text
  }
}
