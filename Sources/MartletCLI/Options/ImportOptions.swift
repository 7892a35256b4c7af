import ArgumentParser
import SchemaCore

/// Where the files are that a schema file imports, for commands that work without a registry.
struct ImportOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "A folder in which a Protobuf file's imports are found, besides the file's own. May be given several times.",
      valueName: "folder"))
  var imports: [String] = []

  /// The files that a schema file imports, each after what it imports itself.
  func references(of text: SchemaText, at path: String) async throws(CommandFailure) -> [ResolvedReference] {
    text.format == .protobuf ? try await ProtoFiles(folders: imports).imports(of: text.text, at: path) : []
  }
}
