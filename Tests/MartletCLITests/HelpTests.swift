import ArgumentParser
import Testing

@testable import MartletCLI

@Suite struct HelpTests {
  /// Every command, groups of commands included.
  private static let commands = all(under: MartletCommand.self)

  /// Those that do something.
  private static let actions = commands.filter { $0.configuration.subcommands.isEmpty }

  private static func all(under command: any ParsableCommand.Type) -> [any ParsableCommand.Type] {
    [command] + command.configuration.subcommands.flatMap { all(under: $0) }
  }

  @Test("help fits a terminal of 80 columns", arguments: commands)
  func width(command: any ParsableCommand.Type) {
    for line in help(command).split(separator: "\n") { #expect(line.count <= 80, "\(line)") }
  }

  @Test("help breaks no line in the middle of an example", arguments: actions)
  func examplesAreWhole(command: any ParsableCommand.Type) {
    let examples = help(command).split(separator: "\n").drop { $0 != "EXAMPLES" }.dropFirst()
      .prefix { !$0.hasPrefix("USAGE") && $0 != "SETTINGS" }
    #expect(!examples.isEmpty)
    for line in examples { #expect(line.hasPrefix("  "), "\(line)") }
  }

  @Test("every example can be parsed", arguments: actions + [MartletCommand.self])
  func examples(command: any ParsableCommand.Type) throws {
    let calls = Self.calls(in: command.configuration.discussion)
    #expect(!calls.isEmpty)
    for call in calls { #expect(throws: Never.self, "\(call)") { try MartletCommand.parseAsRoot(call) } }
  }

  @Test("an example for a command is about that command", arguments: actions)
  func examplesOfTheirOwn(command: any ParsableCommand.Type) throws {
    let calls = Self.calls(in: command.configuration.discussion)
    let parsed = try calls.map { type(of: try MartletCommand.parseAsRoot($0)) == command }
    #expect(parsed.contains(true))
  }

  @Test("completion scripts are made", arguments: CompletionShell.allCases)
  func completion(shell: CompletionShell) {
    #expect(MartletCommand.completionScript(for: shell).contains("martlet"))
  }

  @Test("the manual page has the help of every command, and no line of it is a command of man")
  func manual() {
    let lines = Manual.page.split(separator: "\n")
    #expect(lines.filter { $0.hasPrefix(".SH ") }.count == Self.commands.count + 1)
    #expect(lines.allSatisfy { !$0.hasPrefix(".") || [".TH", ".SH", ".nf", ".fi"].contains($0.prefix(3)) })
    #expect(Manual.page.contains("\n.SH MARTLET SCHEMA REGISTER\n"))
  }

  private func help(_ command: any ParsableCommand.Type) -> String {
    MartletCommand.helpMessage(for: command, columns: 80)
  }

  /// The arguments of each `martlet` in the examples of a text, read as a shell reads them.
  private static func calls(in text: String) -> [[String]] {
    let lines = text.replacing("\\\n", with: "").split(separator: "\n").drop { $0 != "EXAMPLES" }.dropFirst()
    return lines.filter { $0.hasPrefix("  ") && $0.contains("martlet ") }.flatMap { line in
      words(of: line).split(separator: "|").compactMap { command in
        guard let start = command.firstIndex(where: { $0.hasSuffix("martlet") }) else { return nil }
        return command[(start + 1)...].prefix { $0 != "<" && $0 != ">" }
      }
    }
  }

  private static func words(of line: Substring) -> [String] {
    var words = [""]
    var isQuoted = false
    for character in line {
      switch character {
      case "'": isQuoted.toggle()
      case " " where !isQuoted: words.append("")
      case ")" where !isQuoted: break
      default: words[words.count - 1].append(character)
      }
    }
    return words.filter { !$0.isEmpty }
  }
}
