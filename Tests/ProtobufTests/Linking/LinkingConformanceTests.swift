import SchemaCore
import Testing

@testable import Protobuf

@Suite(
  "Conformance of the linker", .enabled(if: !ParseCase.all.isEmpty, "the conformance data is not beside the checkout"))
struct LinkingConformanceTests {
  static let strict = Linker(rules: LinkRules(visibility: .imports, isStrict: true))

  @Test("what protoc accepts is linked without a remark", arguments: ParseCase.all.filter { $0.level == nil })
  func accepted(file: ParseCase) throws {
    let parsed = ProtoParser.parse(file.text, name: "test.proto")
    let set = try Self.strict.link([parsed])
    #expect(set.files.last?.name == "test.proto")
  }

  @Test(
    "descriptors are those of protoc",
    .enabled(if: Protoc.isInstalled, "protoc is not installed"),
    arguments: ParseCase.all.filter { $0.level == nil })
  func equal(file: ParseCase) async throws {
    let name = "test.proto"
    guard case .success(let theirs) = try await Protoc.compileByNewest([(name, file.text)]) else {
      return  // Editions and options of later versions are unknown to the distribution's.
    }
    let set = try Self.strict.link([ProtoParser.parse(file.text, name: name)])
    let comparable = ComparableFile(types: set)
    let ours = try #require(set.files.last)
    #expect(try comparable(ours) == comparable(theirs))
  }

  /// Where protoc names the beginning of a statement or of the file, and the linker what is wrong in it.
  private static let nearerLines = [
    "experimental_ir_testdata_editions_proto2": 9,
    "experimental_ir_testdata_options_validate_java_utf8": 5,
    "experimental_ir_testdata_options_values_singular": 10,
    "experimental_ir_testdata_tags_allow_alias": 17,
    "experimental_parser_testdata_parser_option_values": 15,
    "linker_failure_field_presence_on_extension_field": 8,
  ]

  @Test(
    "what protoc refuses is refused at the same line, with a reason",
    arguments: ParseCase.all.filter { $0.level == "semantic" })
  func refused(file: ParseCase) throws {
    let line = try #require(Self.nearerLines[file.name] ?? file.protocLine)
    let problems = #expect(throws: ProtoProblems.self) {
      try Self.strict.link([ProtoParser.parse(file.text, name: "test.proto")])
    }
    let lines = try #require(problems).problems.map { $0.position?.line }
    #expect(lines.contains(line), "\(String(describing: problems))")
  }
}
