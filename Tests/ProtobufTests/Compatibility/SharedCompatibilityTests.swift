import Protobuf
import RegistryTesting
import SchemaCore
import Testing

@Suite("Conformance cases: compatibility of Protobuf schemas")
struct SharedCompatibilityTests {
  static let pairs = CaseRow.shared("compat/protobuf.json")
  static let importing = CaseRow.shared("compat/protobuf-diff.json")

  @Test(
    "verdict, kinds and paths are those of the reference",
    .enabled(if: sharedCasesExist("compat/protobuf.json"), "the conformance cases are not beside the checkout"),
    arguments: pairs)
  func pair(_ row: CaseRow) throws {
    let original = try ProtobufFormat().parse(row.string("original") ?? "", rules: .stored)
    let update = try ProtobufFormat().parse(row.string("update") ?? "", rules: .stored)
    #expect(update.differences(from: original).map(\.name).sorted() == row.strings("changes").sorted())
    #expect(update.incompatibilities(reading: original).isEmpty == row.bool("backwardCompatible"))
  }

  @Test(
    "differences within imported types are those of the reference",
    .enabled(if: sharedCasesExist("compat/protobuf-diff.json"), "the conformance cases are not beside the checkout"),
    arguments: importing)
  func referencing(_ row: CaseRow) throws {
    let original = try ProtobufFormat().parse(
      row.string("original_schema") ?? "", references: row.references(of: "original"), rules: .stored)
    let update = try ProtobufFormat().parse(
      row.string("update_schema") ?? "", references: row.references(of: "update"), rules: .stored)
    #expect(update.differences(from: original).map(\.name).sorted() == row.strings("changes").sorted())
    #expect(update.incompatibilities(reading: original).isEmpty == row.bool("compatible"))
  }
}

extension ProtobufDifference {
  /// Kind and path, as the cases write them.
  var name: String { "\(kind.rawValue) \(path)" }
}

extension CaseRow {
  /// The references of one side of a row, with the texts that they lead to.
  fileprivate func references(of side: String) -> [ResolvedReference] {
    let texts = array("\(side)_dependencies").compactMap(\.object)
    return array("\(side)_references").compactMap(\.object).compactMap { reference in
      guard let name = reference["name"]?.string, let subject = reference["subject"]?.string,
        let version = reference["version"]?.number?.int64,
        let text = texts.first(where: { $0["name"]?.string == name })?["dependency"]?.string
      else { return nil }
      return ResolvedReference(SchemaReference(name: name, subject: subject, version: Int32(version)), text: text)
    }
  }
}
