import Foundation
import Testing

@testable import Protobuf

@Suite("The built-in files")
struct BuiltInFilesTests {
  @Test("are read without a remark", arguments: BuiltInFiles.names)
  func read(name: String) throws {
    let file = ProtoParser.parse(try #require(BuiltInFiles.text(of: name)), name: name)
    #expect(file.problems == [])
    #expect(file.syntax.edition != nil && file.syntax.package != nil && !file.syntax.declarations.isEmpty)
    #expect(file.syntax.imports.allSatisfy { BuiltInFiles.names.contains($0.path) })
  }

  @Test("break no rule that protoc holds", arguments: BuiltInFiles.names)
  func linked(name: String) throws {
    let file = ProtoParser.parse(try #require(BuiltInFiles.text(of: name)), name: name)
    let set = try Linker(rules: LinkRules(visibility: .imports, isStrict: true)).link([file])
    #expect(set.files.last?.name == name)
  }

  @Test("hold those of the reference registry, and the features of C++ and Java")
  func names() {
    #expect(BuiltInFiles.names.count == 32)
    #expect(BuiltInFiles.names.contains("confluent/meta.proto"))
    #expect(BuiltInFiles.names.contains("google/protobuf/descriptor.proto"))
    #expect(BuiltInFiles.names.contains("google/type/money.proto"))
    #expect(BuiltInFiles.text(of: "google/protobuf/missing.proto") == nil)
  }

  /// What later releases took out of the files of 3.21.
  private static let removed: Set = [
    "FileOptions optional bool php_generic_services = 42", "Declaration optional bool is_repeated = 4",
  ]

  @Test(
    "hold everything that the distribution's own copies declare",
    .enabled(if: installed("google/protobuf/any.proto") != nil, "libprotobuf's .proto files are not installed"),
    arguments: BuiltInFiles.names)
  func distribution(name: String) throws {
    // Not every built-in file belongs to libprotobuf.
    guard let text = installed(name) else { return }
    let theirs = ProtoParser.parse(text)
    #expect(theirs.problems == [])
    let ours = ProtoParser.parse(try #require(BuiltInFiles.text(of: name)))
    let missing = facts(theirs.syntax).subtracting(facts(ours.syntax))
    #expect(missing.subtracting(Self.removed) == [])
  }
}

/// The text of a file of the distribution's libprotobuf, where that is installed.
private func installed(_ name: String) -> String? {
  try? String(contentsOf: URL(filePath: "/usr/include/\(name)"), encoding: .utf8)
}

/// Fields and values with their numbers, and file options, as one line each.
private func facts(_ file: FileSyntax) -> Set<String> {
  var facts: Set = ["package \(file.package?.text ?? "")", "edition \(file.edition?.value ?? "")"]
  for option in file.options { facts.insert("\(option.name.parts) = \(option.value.kind)") }
  for declaration in file.declarations {
    switch declaration {
    case .message(let message): facts.formUnion(messageFacts(message))
    case .enumeration(let enumeration): facts.formUnion(enumFacts(enumeration))
    case .extend, .service: break
    }
  }
  return facts
}

private func messageFacts(_ message: MessageSyntax) -> Set<String> {
  var facts: Set<String> = []
  func add(_ field: FieldSyntax) {
    let label = field.label.map { "\($0.rawValue) " } ?? ""
    let type = typeText(field.type)
    facts.insert("\(message.name.text) \(label)\(type) \(field.name.text) = \(field.number.value)")
  }
  for element in message.elements {
    switch element {
    case .field(let field): add(field)
    case .oneof(let oneof): for case .field(let field) in oneof.elements { add(field) }
    case .message(let inner): facts.formUnion(messageFacts(inner))
    case .enumeration(let inner): facts.formUnion(enumFacts(inner))
    case .group, .extend, .extensions, .reserved, .option: break
    }
  }
  return facts
}

private func enumFacts(_ enumeration: EnumSyntax) -> Set<String> {
  Set(
    enumeration.elements.compactMap { element in
      guard case .value(let value) = element else { return nil }
      return "\(enumeration.name.text) \(value.name.text) = \(value.number.value)"
    })
}

private func typeText(_ type: FieldTypeSyntax) -> String {
  switch type {
  case .scalar(let scalar): scalar.rawValue
  case .named(let name): name.text
  case .map(let key, let value): "map<\(typeText(key)), \(typeText(value))>"
  }
}
