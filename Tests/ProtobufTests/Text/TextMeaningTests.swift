import SchemaCore
import Testing

@testable import Protobuf

@Suite(
  "What texts keep", .enabled(if: !ParseCase.all.isEmpty, "the conformance data is not beside the checkout"))
struct TextMeaningTests {
  /// Groups that extend a message are in no registry's text.
  private static let files = ParseCase.all.filter { file in
    let syntax = ProtoParser.parse(file.text).syntax
    return file.level == nil && syntax.extends.allSatisfy(\.groups.isEmpty)
      && syntax.messages.allSatisfy {
        $0.extends.allSatisfy(\.groups.isEmpty)
      }
  }
  private static let linker = Linker(rules: LinkRules(visibility: .references, isStrict: false))

  @Test("the canonical text of a canonical text is itself", arguments: files)
  func canonical(file: ParseCase) throws {
    let text = try TextSamples.canonical(file.text)
    #expect(try TextSamples.canonical(text) == text)
  }

  @Test("the canonical text links to the same descriptors but for their order", arguments: files)
  func sameMeaning(file: ParseCase) throws {
    let original = try link(file.text)
    let canonical = try link(TextSamples.canonical(file.text))
    let comparable = ComparableFile(types: original.set)
    #expect(try comparable(original.file).inOneOrder == comparable(canonical.file).inOneOrder)
  }

  @Test("the normalized text of a normalized text is itself", arguments: files)
  func normalized(file: ParseCase) throws {
    let text = try TextSamples.normalized(file.text)
    #expect(try TextSamples.normalized(text) == text)
  }

  @Test("a file's descriptor as text is read as that text, and links to the same messages", arguments: files)
  func descriptor(file: ParseCase) throws {
    let original = try link(file.text)
    let syntax = try FileSyntax(descriptor: original.file)
    let text = CanonicalText.text(of: syntax)
    #expect(try TextSamples.canonical(text) == text)
    #expect(try link(text).file.inOneOrder.messages.map(\.name) == original.file.inOneOrder.messages.map(\.name))
  }

  private func link(_ text: String) throws -> (file: FileDescriptor, set: FileSet) {
    let set = try Self.linker.link([ProtoParser.parse(text, name: "test.proto")])
    return (try #require(set.files.last), set)
  }
}

extension FileDescriptor {
  /// With everything sorted that canonical text puts into another order, and without what it does not keep: weak imports.
  fileprivate var inOneOrder: FileDescriptor {
    var file = self
    file.dependencies = dependencies.indices.filter { !weakDependencies.contains($0) }.map { dependencies[$0] }.sorted()
    file.publicDependencies = []
    file.weakDependencies = []
    file.messages = messages.map(\.inOneOrder).sorted { $0.name < $1.name }
    file.extensions = extensions.inOneOrder
    return file
  }
}

extension MessageDescriptor {
  fileprivate var inOneOrder: MessageDescriptor {
    var message = self
    message.fields = fields.sorted { $0.number < $1.number }.map { field in
      var field = field
      if case .group = field.type { field.options = OptionsDescriptor() }
      return field
    }
    message.messages = messages.map(\.inOneOrder).sorted { $0.name < $1.name }
    message.extensions = extensions.inOneOrder
    return message
  }
}

extension [FieldDescriptor] {
  fileprivate var inOneOrder: [FieldDescriptor] {
    sorted { ($0.extendee ?? "", $0.number) < ($1.extendee ?? "", $1.number) }
  }
}
