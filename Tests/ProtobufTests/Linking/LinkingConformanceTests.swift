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
  func equal(file: ParseCase) throws {
    let name = "test.proto"
    guard case .success(let theirs) = try Protoc.compile([(name, file.text)]) else {
      return  // Editions and options of later versions are unknown to it.
    }
    let set = try Self.strict.link([ProtoParser.parse(file.text, name: name)])
    let comparable = ComparableFile(types: set)
    let ours = try #require(set.files.last)
    #expect(try comparable(ours) == comparable(theirs))
  }
}
