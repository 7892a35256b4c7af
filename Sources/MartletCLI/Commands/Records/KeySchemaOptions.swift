import ArgumentParser
import SchemaCore

/// With which registered schema keys are written, if with one at all: without, they are text as it stands.
struct KeySchemaOptions: ParsableArguments {
  @Option(help: "Write keys, given as JSON, with the latest version of this subject.")
  var keySubject: SubjectName?

  @Option(help: "Write keys with the schema of this ID.")
  var keyId: SchemaID?

  @Option(
    help: ArgumentHelp(
      "Register this schema file for keys first, under <topic>-key if --key-subject does not say.", valueName: "file"))
  var keySchema: String?

  @Option(
    help: ArgumentHelp("The message that keys are, where a Protobuf schema has several.", valueName: "name"))
  var keyMessage: String?

  func validate() throws {
    if keyId != nil && (keySubject != nil || keySchema != nil) {
      throw ValidationError("--key-id names the schema already: leave out --key-subject and --key-schema.")
    }
    if keyMessage != nil && choice == nil {
      throw ValidationError("--key-message belongs to a schema: name it with --key-schema, --key-subject or --key-id.")
    }
  }

  /// What was chosen; nil for keys without a schema.
  ///
  /// - Parameter records: what was chosen for the values, whose policies hold for keys too.
  func choice(with records: SchemaChoice) -> SchemaChoice? {
    guard var choice else { return nil }
    choice.isLookedUp = records.isLookedUp
    choice.normalizing = records.normalizing
    choice.rules = records.rules
    return choice
  }

  private var choice: SchemaChoice? {
    if keySubject == nil && keyId == nil && keySchema == nil { return nil }
    return SchemaChoice(subject: keySubject, id: keyId, file: keySchema, message: keyMessage)
  }
}
