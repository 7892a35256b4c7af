import ArgumentParser
import RecordCodec
import SchemaCore

struct Encode: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "encode", abstract: "Turn JSON lines or CSV into framed records.",
    usage: "martlet encode [<input>] (--subject <subject> | --id <id>) [<options>]",
    discussion: """
      Each line holds one record in the JSON form of its format: for Protobuf ProtoJSON; for Avro, a value of a union is \
      written with its type, as in {"note": {"string": "gift"}}. With --json plain it stands alone where it is clear what it is, dates \
      and decimals are text, and fields that may be null may be left out. The columns of CSV are fields by their names; \
      an empty cell is null, or else the field's default, or else empty text. Records that do not fit are reported and \
      left out; the exit code is 1 then.

      EXAMPLES
        martlet encode --subject payments-value payments.jsonl > records.b64
        martlet encode --id 7 --as hex --json plain payments.jsonl
        martlet encode --subject orders-value --message shop.Refund refunds.jsonl
        martlet encode --subject payments-value payments.csv
      """)

  @Argument(help: "The file of JSON lines or CSV; - is standard input.")
  var input = "-"

  @Option(help: "How records stand in the output: base64 or hex, a record a line; raw, exactly one; length-prefixed.")
  var `as`: FramedText = .base64

  @Flag(help: "End at the first record that does not fit.")
  var strict = false

  @OptionGroup var records: RecordInputOptions
  @OptionGroup var json: JSONFormOptions
  @OptionGroup var schema: RecordSchemaOptions

  func run() async throws {
    var records = try RecordTextReader(input, self.records, json: json)
    let client = try schema.connection.client()
    let (encoder, _) = try await schema.choice.encoder(
      client, try schema.cache.lookup(client), defaultSubject: nil, json: records.form)
    var output = OutputBuffer()
    var problems = ProblemReport()
    var progress = Progress("encoded", writesRecords: true)
    var count = 0
    while !(strict && problems.hasProblems), let next = try await records.next() {
      if `as` == .raw && count == 1 {
        throw CommandFailure(.usage, "--as raw writes exactly one record, and the input has more")
      }
      switch next {
      case .failure(let problem): problems.add("line \(problem.line)", problem.message)
      case .success(let record):
        do throws(RecordCodecError) {
          let bytes = try await encoder.encode(Array(record.value)).bytes
          output.append { `as`.append(bytes, to: &$0) }
          count += 1
        } catch {
          problems.add("line \(record.line)", encoding: error)
        }
      }
      if output.isFull { try await output.flush() }
      progress.update(count)
    }
    try await output.flush()
    try problems.conclude(done: count, "encoded")
  }
}
