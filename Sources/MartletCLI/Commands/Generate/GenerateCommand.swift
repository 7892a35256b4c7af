import ArgumentParser

/// `martlet generate`: source code from schemas.
struct GenerateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "generate", abstract: "Write source code for the records of schemas.",
    subcommands: [GenerateSwift.self])
}
