import ArgumentParser

/// `martlet schema`: one schema at a time.
struct SchemaCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema", abstract: "Register schemas and find them again.",
    subcommands: [
      RegisterSchema.self, GetSchema.self, ListSchemas.self, LookUpSchema.self, DeleteSchema.self,
    ])
}
