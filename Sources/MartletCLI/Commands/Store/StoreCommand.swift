import ArgumentParser

/// `martlet store`: what a registry is kept in.
struct StoreCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "store", abstract: "Look after what a registry is kept in: verify, copy, back up, restore, compare.",
    subcommands: [
      VerifyStore.self, CopyStore.self, BackupStoreCommand.self, RestoreStore.self, CompareRegistries.self,
    ])
}
