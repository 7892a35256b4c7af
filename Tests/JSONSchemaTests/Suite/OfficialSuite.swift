import FoundationEssentials
import JSONSchema
import RegistryTesting
import SchemaCore

/// The JSON Schema Test Suite, where it is at hand. It is not part of the project.
enum OfficialSuite {
  static let drafts: [(folder: String, draft: JSONSchemaDraft)] = [
    ("draft4", .draft4), ("draft6", .draft6), ("draft7", .draft7), ("draft2019-09", .draft2019),
    ("draft2020-12", .draft2020),
  ]

  static let isPresent = Fixtures.sharedCases("json-schema-test-suite/tests/draft7/ref.json") != nil

  /// What its schemas refer to, as its server would give it.
  private static let remotes: [SchemaResources.Reference] = files(in: "remotes").compactMap { path in
    guard let text = Fixtures.sharedCases("json-schema-test-suite/remotes/" + path),
      let value = try? JSONParser.parse(text)
    else { return nil }
    return SchemaResources.Reference(name: "http://localhost:1234/" + path, value: value)
  }

  /// Those that schemas of a draft may refer to: others are not even well formed for it.
  static func remotes(for draft: JSONSchemaDraft) -> [SchemaResources.Reference] {
    remotes.filter { reference in
      let folders = ["draft3/", "draft4/", "draft6/", "draft7/", "draft2019-09/", "draft2020-12/", "v1/"]
      guard let folder = folders.first(where: { reference.name.hasPrefix("http://localhost:1234/" + $0) }) else {
        return true
      }
      return drafts.contains { $0.folder + "/" == folder }
    }
  }

  struct Case {
    var name: String
    var schema: JSONValue
    var tests: [(name: String, data: JSONValue, isValid: Bool)]
  }

  /// The cases of all files in a folder, those in its folders not included unless asked for.
  static func cases(in folder: String, withFolders: Bool = false) throws -> [Case] {
    try files(in: "tests/" + folder).filter { withFolders || !$0.contains("/") }.flatMap { path -> [Case] in
      guard let text = Fixtures.sharedCases("json-schema-test-suite/tests/\(folder)/\(path)"),
        case .array(let groups) = try JSONParser.parse(text)
      else { return [] }
      return groups.compactMap { group in
        guard let object = group.object, let schema = object["schema"], let tests = object["tests"]?.array else {
          return nil
        }
        let name = path + ": " + (object["description"]?.string ?? "")
        return Case(
          name: name, schema: schema,
          tests: tests.compactMap { test in
            guard let data = test.object?["data"], let isValid = test.object?["valid"]?.bool else { return nil }
            return (name + ": " + (test.object?["description"]?.string ?? ""), data, isValid)
          })
      }
    }
  }

  private static func files(in folder: String) -> [String] {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let path = root.appending(path: "shared/cases/json-schema-test-suite/\(folder)").path()
    return files(at: path).sorted()
  }

  /// The paths of all files in a folder and in its folders, from the folder on.
  private static func files(at path: String) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    return names.flatMap { name in
      name.hasSuffix(".json") ? [name] : files(at: path + "/" + name).map { name + "/" + $0 }
    }
  }
}
