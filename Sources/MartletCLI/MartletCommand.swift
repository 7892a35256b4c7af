import ArgumentParser
import Glibc

/// The root of the command line.
@main
struct MartletCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "martlet",
    abstract: "A schema registry for Kafka, and the tools to live with it.",
    discussion: """
      EXAMPLES
        A registry and a mock Kafka cluster in one process, to try things out:
          martlet serve --dev
        Register a schema, which prints its ID:
          martlet schema register payments-value payment.avsc
        Would a change be accepted, and if not, why?
          martlet check payment.avsc --subject payments-value
        JSON lines to a Kafka topic, and a Kafka topic as JSON lines:
          martlet produce payments < payments.jsonl
          martlet consume payments --exit-at-end

      EXIT CODES
        0  yes: done, compatible, valid
        1  no: incompatible, invalid, or records that could not be coded
        2  the command line or its input cannot be used
        3  the registry or the broker cannot be reached, or cannot run
        4  the registry refuses: a mode, a reference, a permission

      Shell completion: martlet --generate-completion-script bash|zsh|fish
      """,
    version: Version.text,
    subcommands: [
      Serve.self, SchemaCommand.self, SubjectCommand.self, Check.self, PlanCommand.self, Apply.self, Export.self,
      Diff.self, Lint.self, Format.self, ConfigCommand.self,
      ModeCommand.self, Encode.self, Decode.self, Inspect.self, Produce.self, Consume.self, FileCommand.self,
      Infer.self, GenerateCommand.self, StoreCommand.self, Migrate.self, Manual.self,
    ])

  static func main() async {
    // A reader that goes away, as `head` does, ends the output, not the process in the middle of its work.
    signal(SIGPIPE, SIG_IGN)
    do {
      var command = try parseAsRoot()
      if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        try command.run()
      }
    } catch let failure as CommandFailure {
      end(with: failure)
    } catch {
      switch exitCode(for: error) {
      // Help and version are no errors.
      case .success: exit(withError: error)
      // What the parser throws is about the command line.
      case .validationFailure:
        StandardError.print(fullMessage(for: error))
        Glibc.exit(ExitCodes.usage.rawValue)
      default: end(with: CommandFailure(.unreachable, "\(error)"))
      }
    }
  }

  private static func end(with failure: CommandFailure) -> Never {
    if !failure.message.isEmpty { StandardError.print("martlet: \(failure.message)") }
    Glibc.exit(failure.code.rawValue)
  }
}

/// What this build calls itself.
enum Version {
  static let text = "0.1.0"
}
