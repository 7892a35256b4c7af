import ArgumentParser
import RegistryAPI
import RegistryClient
import SchemaCore

struct ShowSubject: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show a subject's versions, level and mode.",
    usage: "martlet subject show <subject> [<options>]",
    discussion: """
      EXAMPLES
        martlet subject show payments-value
      """)

  @Argument(help: "The subject.")
  var subject: SubjectName

  @OptionGroup var connection: ConnectionOptions
  @OptionGroup var output: OutputOptions

  func run() async throws {
    let client = try connection.client()
    let (config, mode, versions) = try await asking { () throws(ClientError) in
      var versions: [RegisteredSchemaBody] = []
      for number in try await client.versions(of: subject) {
        versions.append(try await client.version(.number(number), of: subject))
      }
      return (
        try await client.config(of: subject, effective: true), try await client.mode(of: subject, effective: true),
        versions
      )
    }
    let level = config.level?.rawValue ?? "unknown"
    let table = Table(
      header: ["VERSION", "ID", "TYPE"],
      rows: versions.map { ["\($0.version ?? 0)", "\($0.id)", $0.schema?.format.rawValue ?? ""] })
    try await output.print(
      text:
        "subject:       \(subject)\ncompatibility: \(level)\nmode:          \(mode.mode ?? "unknown")\n\n\(table.text)",
      json: [
        "subject": .string(subject.description), "compatibilityLevel": .string(level),
        "mode": mode.mode.map(JSONValue.string) ?? .null, "versions": versions.json,
      ])
  }
}
