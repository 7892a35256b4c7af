import ArgumentParser
import SchemaCore

/// Whose settings a command is about, and where it asks and answers.
struct ScopeOptions: ParsableArguments {
  @Argument(help: "The subject, or :.context: for a context; none for the registry.")
  var subject: SubjectName?

  @OptionGroup var connection: ConnectionOptions
  @OptionGroup var output: OutputOptions
}
