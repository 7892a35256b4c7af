import ArgumentParser
import Glibc
import SchemaCore
import SchemaReports

struct Diff: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff", abstract: "Tell what differs between two schemas, by what they mean.",
    usage: "martlet diff <old> <new> [<options>]",
    discussion: """
      Each of the two is a file, a version as subject@version, or a file in a commit as git:commit:path. Layout, the \
      order of attributes and, where it means nothing, that of declarations make no difference. With each change \
      stands whom it breaks: backward means that the new schema cannot read old data, forward the other way round.

      EXAMPLES
        martlet diff v1.avsc v2.avsc
        martlet diff payments-value@1 payments-value@latest
        martlet diff git:origin/main:payment.avsc payment.avsc
        martlet diff order-v1.proto order.proto --side-by-side
        martlet diff v1.json v2.json --report markdown
      """)

  enum Form: String, CaseIterable, ExpressibleByArgument {
    case text
    case json
    case markdown
  }

  @Argument(help: "The earlier schema.")
  var old: SchemaSource

  @Argument(help: "The later schema.")
  var new: SchemaSource

  @Flag(help: "Put what was and what is beside each other.")
  var sideBySide = false

  @Option(help: "How many characters a line may have; without it as many as the terminal, else 100.")
  var width: Int?

  @Option(help: ArgumentHelp("The form of the answer: text, json or markdown.", valueName: "form"))
  var report: Form?

  @Option(name: .shortAndLong, help: "The same as --report text or --report json.")
  var output: OutputOptions.Format?

  @Flag(help: "Exit with 1 if they differ.")
  var exitCode = false

  @Option(help: ArgumentHelp("The format of files whose ending does not tell it.", valueName: "format"))
  var type: String?

  @Option(
    help: ArgumentHelp("A schema file whose types the two use; may be given several times.", valueName: "file"))
  var uses: [String] = []

  @OptionGroup var imports: ImportOptions
  @OptionGroup var connection: ConnectionOptions

  func validate() throws {
    if let width, !(40...1_000).contains(width) { throw ValidationError("--width must be from 40 to 1000.") }
    if sideBySide, form != .text { throw ValidationError("--side-by-side is a form of text.") }
  }

  private var form: Form { report ?? (output == .json ? .json : .text) }

  func run() async throws {
    let references = try await SchemaFiles.references(uses)
    var sets = SetFiles()
    let old = try await self.old.schema(
      type: type, uses: references, sets: &sets, imports: imports, connection: connection)
    let new = try await self.new.schema(
      type: type, uses: references, sets: &sets, imports: imports, connection: connection)
    let difference: SchemaDifference
    do {
      difference = try new.difference(from: old)
    } catch {
      throw CommandFailure(.usage, error.description)
    }
    let report = DifferenceReport(
      old: self.old.description, new: self.new.description, difference: difference)
    switch form {
    case .text:
      let text =
        sideBySide
        ? report.columns(width: width ?? Self.terminalWidth) : report.text(isColored: StandardOutput.isTerminal)
      try await OutputBuffer.print(text)
    case .json: try await OutputBuffer.print(JSONWriter.text(report.json, style: .pretty))
    case .markdown: try await OutputBuffer.print(report.markdown)
    }
    if exitCode, !difference.isEmpty { throw CommandFailure(.findings, "") }
  }

  private static var terminalWidth: Int {
    var size = winsize()
    guard ioctl(1, UInt(TIOCGWINSZ), &size) == 0, size.ws_col >= 40 else { return 100 }
    return Int(size.ws_col)
  }
}
