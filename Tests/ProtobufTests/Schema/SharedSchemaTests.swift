import Protobuf
import RegistryTesting
import SchemaCore
import Testing

@Suite("Conformance cases: files of the Protobuf language as schemas")
struct SharedSchemaTests {
  static let files = CaseRow.shared("protobuf/parse/index.json").filter { $0.string("file")?.hasPrefix("ok/") == true }

  @Test(
    "each is a schema, and the same one in every style that means the same",
    .enabled(if: sharedCasesExist("protobuf/parse/index.json"), "the conformance cases are not beside the checkout"),
    arguments: files)
  func file(_ row: CaseRow) throws {
    let text = try #require(Fixtures.sharedCases("protobuf/parse/\(row.string("file") ?? "")"))
    let schema = try ProtobufFormat().parse(text)
    for style in [RenderStyle.canonical, .normalized] {
      let same = try ProtobufFormat().parse(schema.rendered(as: style))
      #expect(same.differences(from: schema).isEmpty, "\(style)")
      #expect(schema.differences(from: same).isEmpty, "\(style)")
      #expect(same.recordName == schema.recordName)
    }
    #expect(try ProtobufRules.findings(of: schema, against: schema).isEmpty)
  }
}
