import ArgumentParser
import SchemaCore

/// With which registered schema records are written.
struct RecordSchemaOptions: ParsableArguments {
  @Option(help: "Write with the latest version of this subject.")
  var subject: SubjectName?

  @Option(help: "Write with the schema of this ID.")
  var id: SchemaID?

  @Option(help: ArgumentHelp("Register this schema file under the subject first.", valueName: "file"))
  var schema: String?

  @Flag(help: "Do not register the schema file: it must be there already.")
  var lookup = false

  @Flag(help: "Register or look up the normalized form of the schema file.")
  var normalize = false

  @Option(
    help: ArgumentHelp(
      "The message that the records are, by its full name, where a Protobuf schema has several; without it the first.",
      valueName: "name"))
  var message: String?

  @OptionGroup var rules: RuleOptions
  @OptionGroup var file: SchemaFileOptions
  @OptionGroup var connection: ConnectionOptions
  @OptionGroup var cache: SchemaCacheOptions

  func validate() throws {
    if id != nil && (subject != nil || schema != nil) {
      throw ValidationError("--id names the schema already: leave out --subject and --schema.")
    }
    if schema == nil && (file.type != nil || !file.reference.isEmpty || lookup || normalize) {
      throw ValidationError(
        "--type, --reference, --lookup and --normalize belong to a schema file: name it with --schema.")
    }
  }

  /// What was chosen.
  var choice: SchemaChoice {
    SchemaChoice(
      subject: subject, id: id, file: schema, type: file.type, references: file.reference.map(\.reference),
      isLookedUp: lookup, normalizing: normalize, message: message, rules: rules.policy)
  }
}
