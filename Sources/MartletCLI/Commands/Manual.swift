import ArgumentParser

struct Manual: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "manual", abstract: "Print the manual page.",
    usage: "martlet manual",
    discussion: """
      The page holds the help of every command, for man.

      EXAMPLES
        martlet manual > martlet.1
      """)

  func run() async throws {
    try await OutputBuffer.print(Self.page)
  }

  /// The page in the language of man.
  static var page: String {
    var lines = [
      ".TH MARTLET 1 \"\" \"martlet \(Version.text)\"", ".SH NAME",
      "martlet \\- \(MartletCommand.configuration.abstract.lowercased())",
    ]
    add(MartletCommand.self, called: ["martlet"], to: &lines)
    return lines.joined(separator: "\n")
  }

  private static func add(_ command: any ParsableCommand.Type, called names: [String], to lines: inout [String]) {
    lines += [".SH \(names.joined(separator: " ").uppercased())", ".nf"]
    let help = MartletCommand.helpMessage(for: command, columns: 80)
    lines += help.split(separator: "\n", omittingEmptySubsequences: false).map(escaped)
    lines.append(".fi")
    for inner in command.configuration.subcommands {
      add(inner, called: names + [inner.configuration.commandName ?? ""], to: &lines)
    }
  }

  /// A backslash, and a point or an apostrophe at a line's beginning, would be commands.
  private static func escaped(_ line: Substring) -> String {
    let text = line.split(separator: "\\", omittingEmptySubsequences: false).joined(separator: "\\e")
    return text.hasPrefix(".") || text.hasPrefix("'") ? "\\&" + text : text
  }
}
