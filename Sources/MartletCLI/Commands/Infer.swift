import ArgumentParser
import CSV
import SchemaCore
import SchemaInference

struct Infer: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "infer", abstract: "Make an Avro schema of JSON lines or CSV.",
    usage: "martlet infer [<input>] [<options>]",
    discussion: """
      Prints the schema, and to standard error what was seen: how often fields are null or missing, what is lost with \
      this schema, what would nearly be a date. Every record of the input can be encoded with the schema: by "martlet \
      encode --json plain", or from CSV as it is. Lines that are not JSON are reported and left out; the exit code is 1 \
      then.

      EXAMPLES
        martlet infer payments.jsonl > payment.avsc
        martlet infer --name Payment --namespace shop --enum-limit 10 payments.csv
        head -1000 payments.jsonl | martlet infer -o json | jq .report
      """)

  @Argument(help: "The file of JSON lines or CSV; - is standard input.")
  var input = "-"

  @Option(help: "The name of the record; the file's, if not told otherwise.")
  var name: String?

  @Option(help: "The namespace of the record.")
  var namespace = ""

  @Option(help: ArgumentHelp("Look at this many records only.", valueName: "count"))
  var sample: Int?

  @Option(help: ArgumentHelp("Make enums of texts with at most this many different values.", valueName: "count"))
  var enumLimit = 0

  @Flag(help: "Leave dates, times, UUIDs and decimals as text.")
  var noLogical = false

  @OptionGroup var records: RecordInputOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    if let sample, sample < 1 { throw ValidationError("--sample must be at least 1.") }
    if records.from == .envelope { throw ValidationError("Schemas are inferred from json and csv.") }
    if enumLimit < 0 { throw ValidationError("--enum-limit must not be negative.") }
  }

  func run() async throws {
    var problems = ProblemReport()
    let taken = try await taken(&problems)
    let inferred: InferredSchema
    do {
      inferred = try taken.inferredSchema()
    } catch {
      throw CommandFailure(.findings, error.description)
    }
    if output.output == .text { StandardError.print(inferred.report.text) }
    try await output.print(
      text: inferred.text, json: ["schema": inferred.schema, "report": inferred.report.json])
    try problems.conclude(done: taken.count, "looked at")
  }

  private func taken(_ problems: inout ProblemReport) async throws(CommandFailure) -> DataSample {
    let name = name ?? InferenceOptions.recordName(ofFile: input)
    var taken = DataSample(
      InferenceOptions(name: name, namespace: namespace, enumLimit: enumLimit, detectsLogicalTypes: !noLogical))
    let channel = try FileChannel.reading(input)
    switch records.kind(of: input) {
    case .json, .envelope: try await takeLines(LineReader(channel), to: &taken, &problems)
    case .csv: try await takeRows(TableReader(channel, separator: records.separator), to: &taken, &problems)
    }
    return taken
  }

  private func takeLines(
    _ lines: LineReader, to taken: inout DataSample, _ problems: inout ProblemReport
  ) async throws(CommandFailure) {
    var lines = lines
    while taken.count < sample ?? .max, let line = try await lines.next() {
      let record: JSONValue
      do {
        record = try JSONParser.parse(line.bytes)
      } catch {
        problems.add("line \(line.number)", error.description)
        continue
      }
      do {
        try taken.add(record, line: line.number)
      } catch {
        throw CommandFailure(.findings, "line \(line.number): \(error)")
      }
    }
  }

  private func takeRows(
    _ table: TableReader, to taken: inout DataSample, _ problems: inout ProblemReport
  ) async throws(CommandFailure) {
    var table = table
    while taken.count < sample ?? .max, let row = try await table.next() {
      switch row {
      case .failure(let error): problems.add("line \(error.line)", error.message)
      case .success(let row):
        do {
          try taken.add(cells: row.cells, columns: table.columns, line: row.line)
        } catch {
          throw CommandFailure(.findings, "line \(row.line): \(error)")
        }
      }
    }
  }
}
