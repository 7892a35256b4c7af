import Avro
import RegistryTesting
import SchemaCore

/// IDL files for tests.
enum IDLFixtures {
  /// A file of the folder `fixtures/avro/idl`, with its imports.
  static func read(_ name: String) throws -> AvroIDL {
    try AvroIDL(
      AvroIDL.File(name: name, text: try Fixtures.fixture("avro/idl/\(name)")), loader: file)
  }

  /// A text that imports nothing, or files of these names.
  static func parse(_ text: String, imports: [String: String] = [:]) throws(SchemaError) -> AvroIDL {
    try AvroIDL(AvroIDL.File(name: "main.avdl", text: text)) { (path, _) throws(SchemaError) in
      guard let text = path == "main.avdl" ? text : imports[path] else {
        throw SchemaError(.unsupported, "There is no file \"\(path)\"")
      }
      return AvroIDL.File(name: path, text: text)
    }
  }

  private static func file(_ path: String, _ importer: String) throws(SchemaError) -> AvroIDL.File {
    var parts = importer.split(separator: "/").dropLast().map(String.init)
    for part in path.split(separator: "/").map(String.init) {
      if part == ".." { parts.removeLast() } else { parts.append(part) }
    }
    let name = parts.joined(separator: "/")
    do {
      return AvroIDL.File(name: name, text: try Fixtures.fixture("avro/idl/\(name)"))
    } catch {
      throw SchemaError(.unsupported, "\(name) cannot be read")
    }
  }
}
