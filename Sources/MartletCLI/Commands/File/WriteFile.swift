import ArgumentParser
import Avro
import AvroContainer
import SchemaCore

struct WriteFile: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "write", abstract: "Turn JSON lines into a container file.",
    usage: "martlet file write <file> [<input>] [<options>]",
    discussion: """
      Each line holds one record in Avro's JSON encoding; a value of a union is written with its type, as in \
      {"note": {"string": "gift"}}. Lines that do not fit are reported and left out; the exit code is 1 then.

      EXAMPLES
        martlet file write payments.avro --schema payment.avsc < payments.jsonl
        martlet file write p.avro p.jsonl --schema p.avsc --codec zstandard
        martlet file write payments.avro more.jsonl --append
      """)

  @Argument(help: "The container file.")
  var file: String

  @Argument(help: "The file of JSON lines; - is standard input.")
  var input = "-"

  @Option(
    help: ArgumentHelp(
      "The schema of the records; with --append the file's, if it is to be checked.", valueName: "file"))
  var schema: String?

  @OptionGroup var target: ContainerFileOptions

  func validate() throws {
    if schema == nil && !target.append {
      throw ValidationError("--schema is missing: only with --append it is the file's own.")
    }
  }

  func run() async throws {
    var lines = LineReader(try FileChannel.reading(input))
    let schema = try await ContainerFileOptions.schema(at: schema)
    var writer = try usingFile { () throws(AvroFileError) in try target.writer(to: file, schema) }
    var problems = ProblemReport()
    while let line = try await lines.next() {
      do throws(AvroFileError) {
        try writer.append(json: line.bytes)
      } catch {
        // A disk that is full is not about this line.
        guard let reason = error.recordError else { throw CommandFailure(error) }
        problems.add("line \(line.number)", reason.description)
      }
    }
    let count = writer.recordCount
    do throws(AvroFileError) {
      try writer.synchronize()
      try writer.close()
    } catch {
      throw CommandFailure(error)
    }
    try problems.conclude(done: count, "written")
  }
}
