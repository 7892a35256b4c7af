import SchemaCore

@testable import Protobuf

/// Reads a `.proto` file that may import the built-in ones, writes it in every way, and reads that.
enum ProtoTarget {
  static func run(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard let text = String(validating: bytes, as: UTF8.self) else { return }
    let file = ProtoParser.parse(text, name: "fuzz.proto")
    for problem in file.problems {
      precondition(problem.position != nil, "a problem has no place: \(problem)")
    }
    if let schema = try? ProtobufFormat().parse(text, rules: .stored) { check(schema) }
    guard let files = try? Linker(rules: LinkRules(visibility: .imports, isStrict: true)).link([file]) else { return }
    check(files, text: text)
  }

  /// What is read is written in one way.
  static func check(_ schema: ProtobufSchema) {
    let canonical = CanonicalText.text(of: schema.syntax)
    if let again = try? ProtobufFormat().parse(canonical, rules: .stored) {
      precondition(CanonicalText.text(of: again.syntax) == canonical, "canonical text is not its own canonical text")
    }
    _ = CanonicalText.text(of: schema.syntax.withoutExtensions())
    _ = try? NormalizedForm(of: schema.syntax, references: [], types: schema.types).text()
  }

  /// What protoc would take becomes a descriptor, and messages of it can be compiled.
  private static func check(_ files: FileSet, text: String) {
    guard let file = files.files.last else { return }
    do {
      let again = try DescriptorReader.fileSet(DescriptorWriter.bytes(of: files.files))
      precondition(again == files.files, "files come back from their descriptors as others")
      _ = CanonicalText.text(of: try FileSyntax(descriptor: file))
      for message in file.messages {
        _ = try ProtobufProgram(files, message: FullName.join(file.package, message.name))
      }
    } catch {
      preconditionFailure("what was accepted is refused: \(error)")
    }
  }
}
