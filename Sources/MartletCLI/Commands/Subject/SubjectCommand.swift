import ArgumentParser

/// `martlet subject`: a subject with all its versions.
struct SubjectCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "subject", abstract: "List, show and delete subjects.",
    subcommands: [ListSubjects.self, ShowSubject.self, DeleteSubject.self])
}
