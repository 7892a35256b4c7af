import ArgumentParser
import SchemaCore

/// How a schema file is to be understood.
struct SchemaFileOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The schema's format: avro, protobuf or json. Without it the file's ending tells.", valueName: "format"))
  var type: String?

  @Option(
    help: ArgumentHelp(
      "A registered schema that the file uses: the name that it is used by, its subject and version.",
      valueName: "name=subject:version"))
  var reference: [ReferenceArgument] = []

  /// Reads a schema from a file; `-` is standard input. An Avro IDL file gives the schema that it stands for.
  func schema(from path: String) async throws(CommandFailure) -> SchemaText {
    try await SchemaFiles.schemaText(at: path, type: type, references: reference.map(\.reference))
  }
}

/// A reference on the command line: `name=subject:version`, where the version may be `latest`.
struct ReferenceArgument: ExpressibleByArgument {
  var reference: SchemaReference

  init?(argument: String) {
    guard let equals = argument.firstIndex(of: "="), let colon = argument.lastIndex(of: ":"), equals < colon else {
      return nil
    }
    let version: Int32
    switch VersionSelector(String(argument[argument.index(after: colon)...])) {
    case .number(let number): version = number.rawValue
    case .latest: version = SchemaReference.latestVersion
    case nil: return nil
    }
    reference = SchemaReference(
      name: String(argument[..<equals]), subject: String(argument[argument.index(after: equals)..<colon]),
      version: version)
  }
}
