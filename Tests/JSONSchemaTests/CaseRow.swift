import RegistryTesting
import SchemaCore
import Testing

/// One row of a table of cases: a JSON object with a name.
struct CaseRow: Sendable, CustomTestStringConvertible {
  let name: String
  let members: JSONObject

  var testDescription: String { name }

  /// The rows of a table that stands beside the checkout; none if it is absent, and one that no test passes if it cannot
  /// be read.
  static func shared(_ path: String) -> [CaseRow] {
    guard let text = Fixtures.sharedCases(path) else { return [] }
    do {
      return try (JSONParser.parse(text).array ?? []).enumerated().map { index, row in
        let members = row.object ?? [:]
        let name = members["name"]?.string ?? members["description"]?.string
        return CaseRow(name: name ?? "row \(index)", members: members)
      }
    } catch {
      return [CaseRow(name: "a table of cases is not JSON: \(error)", members: [:])]
    }
  }

  func string(_ key: String) -> String? { members[key]?.string }
  func bool(_ key: String) -> Bool? { members[key]?.bool }
  func strings(_ key: String) -> [String] { members[key]?.array?.compactMap(\.string) ?? [] }

  /// The JSON text of a member, such as a schema.
  func text(_ key: String) -> String { members[key].map { JSONWriter.text($0) } ?? "" }
}

/// The condition for tests of cases that stand beside the checkout.
func sharedCasesExist(_ path: String) -> Bool { Fixtures.sharedCases(path) != nil }
