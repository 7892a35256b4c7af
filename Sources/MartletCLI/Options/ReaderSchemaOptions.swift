import ArgumentParser
import Avro
import SchemaCore

/// As which schema records are read, if not as the one that they were written with.
struct ReaderSchemaOptions: ParsableArguments {
  @Option(
    name: .customLong("reader-schema"),
    help: ArgumentHelp(
      "Read the records as this schema has them: fields it lacks are left out, fields they lack take its defaults.",
      valueName: "file"))
  var path: String?

  /// The schema, for what only Avro has; nil if no file is named.
  func avroSchema() async throws(CommandFailure) -> AvroDocument? {
    guard let path else { return nil }
    return try await SchemaFileOptions.avroSchema(from: path)
  }

  /// The schema; nil if no file is named.
  func schema() async throws(CommandFailure) -> (any ParsedSchema)? {
    guard let path else { return nil }
    return try await SchemaFileOptions.schema(from: path).parsed(rules: .new, called: path)
  }
}
