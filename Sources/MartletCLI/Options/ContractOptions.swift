import ArgumentParser
import SchemaCore

/// The data contract of a schema file: metadata and rules, each in a file of its own.
struct ContractOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "A JSON file with the schema's metadata: tags, properties and sensitive.", valueName: "file"))
  var metadata: String?

  @Option(
    help: ArgumentHelp(
      "A JSON file with the schema's rules: migrationRules, domainRules and encodingRules.", valueName: "file"))
  var ruleSet: String?

  /// The schema with the contract in the files.
  func added(to schema: SchemaText) async throws(CommandFailure) -> SchemaText {
    var schema = schema
    if let metadata {
      schema.metadata = try await Self.read(metadata) { (reader) throws(JSONShapeError) in try SchemaMetadata(reader) }
    }
    if let ruleSet {
      let rules = try await Self.read(ruleSet) { (reader) throws(JSONShapeError) in try RuleSet(reader) }
      do {
        try rules.validate()
      } catch {
        throw CommandFailure(.usage, "\(ruleSet): \(error)")
      }
      schema.ruleSet = rules
    }
    return schema
  }

  private static func read<Part>(
    _ path: String, _ part: (JSONObjectReader) throws(JSONShapeError) -> Part
  ) async throws(CommandFailure) -> Part {
    let text = try await SchemaFiles.text(of: path)
    let json: JSONValue
    do {
      json = try JSONParser.parse(text)
    } catch {
      throw CommandFailure(.usage, "\(path): \(error)")
    }
    do {
      return try part(JSONObjectReader(json))
    } catch {
      let place = error.path.position(in: text).map { "\(path):\($0)" } ?? path
      throw CommandFailure(.usage, "\(place): \(error)")
    }
  }
}
