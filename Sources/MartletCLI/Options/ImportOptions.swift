import ArgumentParser
import SchemaCore

/// Where the files are that a schema file imports, for commands that work without a registry.
struct ImportOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "A folder in which a Protobuf file's imports are found, besides the file's own. May be given several times.",
      valueName: "folder"))
  var imports: [String] = []

  /// The schema that stands in a file, with the files that it imports.
  ///
  /// - Parameter path: the file, which errors name.
  func parsed(
    _ text: SchemaText, rules: ParsingRules, at path: String
  ) async throws(CommandFailure) -> any ParsedSchema {
    let references =
      text.format == .protobuf ? try await ProtoFiles(folders: imports).imports(of: text.text, at: path) : []
    return try text.parsed(references: references, rules: rules, called: path)
  }
}
