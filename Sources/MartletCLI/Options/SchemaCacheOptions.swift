import ArgumentParser
import RegistryClient

/// Where the schemas of records are found, and kept for times in which nobody answers.
struct SchemaCacheOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      """
      A folder where schemas are kept, so that records of schemas met before can be read and written while no registry \
      answers. Without it $MARTLET_SCHEMA_CACHE, else none are kept.
      """, valueName: "folder"))
  var schemaCache: String?

  /// What finds schemas: in memory, in the folder if there is one, and in the registry.
  func lookup(_ client: SchemaRegistryClient) throws(CommandFailure) -> CachingSchemaLookup {
    guard let folder = schemaCache ?? Environment.value("MARTLET_SCHEMA_CACHE") else {
      return CachingSchemaLookup(client)
    }
    do {
      let disk = try SchemaDiskCache(folder: folder, registry: client.url) { problem in
        StandardError.print("martlet: \(problem)")
      }
      return CachingSchemaLookup(client, disk: disk)
    } catch {
      throw CommandFailure(error)
    }
  }
}
