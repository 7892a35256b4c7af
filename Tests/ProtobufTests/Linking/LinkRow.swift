import Testing

@testable import Protobuf

/// A file of one row of a table, and what strict linking says against it.
struct LinkRow: Sendable, CustomTestStringConvertible {
  let text: String
  /// `line:column: beginning of the message` of each problem.
  let problems: [String]
  /// False where protoc of the distribution is of another mind: it does not know editions, and is older than some rules.
  let isOldEnough: Bool

  init(_ text: String, _ problems: String..., isOldEnough: Bool = true) {
    self.text = text
    self.problems = problems
    self.isOldEnough = isOldEnough && !text.hasPrefix("edition")
  }

  var testDescription: String { text }

  /// What is said, in the form of `problems`.
  static func problems(of text: String) -> [ProtoProblem] {
    let linker = Linker(rules: LinkRules(visibility: .imports, isStrict: true))
    do {
      _ = try linker.link([ProtoParser.parse(text, name: "test.proto")])
      return []
    } catch {
      return error.problems
    }
  }

  func check(sourceLocation: SourceLocation = #_sourceLocation) {
    let found = Self.problems(of: text).map { "\($0.position.map { "\($0)" } ?? ""): \($0.message)" }
    let isAsExpected =
      found.count == problems.count && zip(found, problems).allSatisfy { $0.hasPrefix($1) }
    #expect(isAsExpected, "found \(found), expected \(problems)", sourceLocation: sourceLocation)
  }

  /// The installed protoc refuses what is refused, and takes the rest.
  func compareWithProtoc(sourceLocation: SourceLocation = #_sourceLocation) async throws {
    switch try await Protoc.compile([("test.proto", text)]) {
    case .success: #expect(problems.isEmpty, "protoc takes it", sourceLocation: sourceLocation)
    case .failure(let refusal):
      #expect(!problems.isEmpty, "protoc refuses it: \(refusal.text)", sourceLocation: sourceLocation)
    }
  }
}
