import RegistryTesting
import SchemaCore
import Testing

/// One row of a table of cases: a JSON object with a name.
struct CaseRow: Sendable, CustomTestStringConvertible {
  let name: String
  let members: JSONObject

  var testDescription: String { name }

  /// The rows of a table.
  static func rows(of text: String?) -> [CaseRow] {
    guard let text else { return [] }
    do {
      let rows = try JSONParser.parse(text).array ?? []
      return rows.enumerated().map { index, row in
        let members = row.object ?? [:]
        return CaseRow(name: members["name"]?.string ?? "row \(index)", members: members)
      }
    } catch {
      return [unreadable("a table of cases is not JSON: \(error)")]
    }
  }

  /// The rows of a table that the project keeps.
  static func fixture(_ path: String) -> [CaseRow] {
    do {
      return rows(of: try Fixtures.fixture(path))
    } catch {
      return [unreadable("the table \(path) cannot be read: \(error)")]
    }
  }

  /// A row that no test passes: one without rows would only be skipped.
  private static func unreadable(_ reason: String) -> CaseRow { CaseRow(name: reason, members: [:]) }

  /// The rows of a table that stands beside the checkout and may be absent.
  static func shared(_ path: String) -> [CaseRow] {
    rows(of: Fixtures.sharedCases(path))
  }

  func string(_ key: String) -> String? { members[key]?.string }
  func bool(_ key: String) -> Bool? { members[key]?.bool }
  func array(_ key: String) -> [JSONValue] { members[key]?.array ?? [] }

  /// The JSON text of a member, such as a schema.
  func text(_ key: String) -> String { members[key].map { JSONWriter.text($0) } ?? "" }

  /// The references of a row: full names with the texts that define them.
  var references: [ResolvedReference] {
    array("references").compactMap { value in
      guard let object = value.object, let name = object["name"]?.string, let schema = object["schema"] else {
        return nil
      }
      let text = schema.string ?? JSONWriter.text(schema)
      return ResolvedReference(SchemaReference(name: name, subject: name, version: 1), text: text)
    }
  }
}

/// The condition for tests of cases that stand beside the checkout.
func sharedCasesExist(_ path: String) -> Bool { Fixtures.sharedCases(path) != nil }
