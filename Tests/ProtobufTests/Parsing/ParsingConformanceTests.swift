import RegistryTesting
import SchemaCore
import Testing

@testable import Protobuf

/// A row of the index of the parser's conformance files.
struct ParseCase: Sendable, CustomTestStringConvertible {
  let file: String
  /// For refused files, `syntax` or `semantic`.
  let level: String?
  /// For refused files, the line that protoc names.
  let protocLine: Int?
  let text: String

  var testDescription: String { file }
  /// The file's name without folder and ending.
  var name: String { String((file.split(separator: "/").last ?? "").dropLast(".proto".count)) }

  /// The rows; empty where the conformance data is not at hand.
  static let all: [ParseCase] = {
    guard let index = Fixtures.sharedCases("protobuf/parse/index.json"), let rows = try? JSONParser.parse(index).array
    else { return [] }
    return rows.compactMap { row in
      guard let file = row.object?["file"]?.string, let text = Fixtures.sharedCases("protobuf/parse/" + file)
      else { return nil }
      return ParseCase(
        file: file, level: row.object?["level"]?.string,
        protocLine: row.object?["protocError"]?.string?.split(separator: ":").first.flatMap { Int($0) }, text: text)
    }
  }()
}

@Suite(
  "Conformance of the parser", .enabled(if: !ParseCase.all.isEmpty, "the conformance data is not beside the checkout"))
struct ParsingConformanceTests {
  @Test("what protoc accepts is accepted without a remark", arguments: ParseCase.all.filter { $0.level == nil })
  func accepted(file: ParseCase) {
    let parsed = ProtoParser.parse(file.text, name: file.file)
    #expect(parsed.problems == [])
  }

  @Test("what breaks the grammar is refused", arguments: ParseCase.all.filter { $0.level == "syntax" })
  func refused(file: ParseCase) {
    let problems = ProtoParser.parse(file.text, name: file.file).problems
    #expect(problems.contains { $0.kind == .syntax })
  }
}
