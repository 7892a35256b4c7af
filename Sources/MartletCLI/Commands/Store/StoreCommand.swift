import ArgumentParser

/// `martlet store`: the file that a registry is kept in.
struct StoreCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "store", abstract: "Look after the file that a registry is kept in.",
    subcommands: [VerifyStore.self])
}
