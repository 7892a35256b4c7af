import SchemaCore
import Testing

@testable import Protobuf

/// Files for tests of texts.
enum TextSamples {
  /// Parses a file, which must be without problems but those that registries accept.
  static func parse(_ text: String) throws -> FileSyntax {
    let parsed = ProtoParser.parse(text)
    try #require(parsed.problems.allSatisfy { $0.kind == .rule }, "\(parsed.problems)")
    return parsed.syntax
  }

  /// The normalized form of a file, with what it refers to.
  static func form(of file: FileSyntax, references: [String: String] = [:]) throws -> NormalizedForm {
    let hidden = Set(references.keys.map { ExactText($0) })
    var types = DeclaredTypes(builtIn: BuiltInDeclarations(except: hidden))
    let files = try references.sorted { $0.key < $1.key }.map { (path: $0.key, file: try parse($0.value)) }
    for reference in files { types.declare(reference.file, from: .root) }
    types.declare(file, from: .root)
    return NormalizedForm(of: file, references: files, types: types)
  }

  /// The normalized text of a file.
  static func normalized(_ text: String, references: [String: String] = [:]) throws -> String {
    try form(of: parse(text), references: references).text()
  }

  /// The canonical text of a file.
  static func canonical(_ text: String) throws -> String { CanonicalText.text(of: try parse(text)) }

  /// The bytes of a text in base64; nil if it is something else.
  static func base64(_ text: String) -> [UInt8]? {
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    var bytes: [UInt8] = []
    var bits: UInt32 = 0
    var count = 0
    for byte in text.utf8 where byte != UInt8(ascii: "=") {
      guard let value = alphabet.firstIndex(of: byte) else { return nil }
      bits = bits << 6 | UInt32(value)
      count += 6
      if count >= 8 {
        count -= 8
        bytes.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
      }
    }
    return bytes
  }
}
