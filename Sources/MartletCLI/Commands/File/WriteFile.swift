import ArgumentParser
import Avro
import AvroContainer
import SchemaCore

struct WriteFile: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "write", abstract: "Turn JSON lines or CSV into a container file.",
    usage: "martlet file write <file> [<input>] [<options>]",
    discussion: """
      Records are given as for `martlet encode`. Those that do not fit are reported and left out; the exit code is 1 then.

      EXAMPLES
        martlet file write payments.avro --schema payment.avsc < payments.jsonl
        martlet file write p.avro p.jsonl --schema p.avsc --json plain
        martlet file write p.avro p.csv --schema p.avsc --codec zstandard
        martlet file write payments.avro more.jsonl --append
      """)

  @Argument(help: "The container file.")
  var file: String

  @Argument(help: "The file of JSON lines or CSV; - is standard input.")
  var input = "-"

  @Option(
    help: ArgumentHelp(
      "The schema of the records; with --append the file's, if it is to be checked.", valueName: "file"))
  var schema: String?

  @OptionGroup var records: RecordInputOptions
  @OptionGroup var json: JSONFormOptions
  @OptionGroup var target: ContainerFileOptions

  func validate() throws {
    if schema == nil && !target.append {
      throw ValidationError("--schema is missing: only with --append it is the file's own.")
    }
  }

  func run() async throws {
    var records = try RecordTextReader(input, self.records, json: json)
    var schema: AvroDocument?
    if let path = self.schema { schema = try await SchemaFiles.avroSchema(at: path) }
    var writer = try usingFile { () throws(AvroFileError) in try target.writer(to: file, schema) }
    var problems = ProblemReport()
    while let next = try await records.next() {
      do {
        try writer.append(json: try next.get().value, form: records.form)
      } catch let error as AvroFileError {
        // A disk that is full is not about this record.
        guard let reason = error.recordError else { throw CommandFailure(error) }
        problems.add("line \(try next.get().line)", encoding: reason)
      } catch let problem as InputProblem {
        problems.add("line \(problem.line)", problem.message)
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
