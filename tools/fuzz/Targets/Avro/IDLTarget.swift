import Avro
import SchemaCore

/// Reads an IDL file that imports nothing, and its types as schemas.
enum IDLTarget {
  static func run(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard let text = String(validating: bytes, as: UTF8.self) else { return }
    let limits = AvroLimits(bytes: 1 << 16, names: 1000)
    guard let file = try? AvroIDL(AvroIDL.File(name: "fuzz.avdl", text: text), limits: limits) else { return }
    _ = try? file.document()
    for name in file.typeNames.prefix(8) {
      guard let schema = try? file.document(of: name) else { continue }
      do {
        _ = try AvroFormat().parse(schema.canonicalText, rules: .stored)
      } catch {
        preconditionFailure("what IDL makes is no schema: \(error)")
      }
    }
  }
}
