import ArgumentParser
import RecordCodec
import RegistryClient
import SchemaCore

struct Decode: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "decode", abstract: "Turn framed records into JSON lines.",
    usage: "martlet decode [<input>] [<options>]",
    discussion: """
      The schema of each record is found in the registry. Records that cannot be decoded are reported and left out; \
      the exit code is 1 then.

      EXAMPLES
        martlet decode < records.b64
        martlet decode --as hex records.hex
        martlet decode --reader-schema payment-v2.avsc < records.b64
        martlet encode --subject payments-value payments.jsonl | martlet decode
        martlet decode --schema-cache schemas < records.b64
      """)

  @Argument(help: "The file of framed records; - is standard input.")
  var input = "-"

  @Option(help: "How records stand in the input: base64 or hex, a record a line; raw, exactly one; length-prefixed.")
  var `as`: FramedText = .base64

  @Flag(help: "End at the first record that cannot be decoded.")
  var strict = false

  @OptionGroup var readerSchema: ReaderSchemaOptions
  @OptionGroup var json: JSONFormOptions
  @OptionGroup var rules: RuleOptions
  @OptionGroup var connection: ConnectionOptions
  @OptionGroup var cache: SchemaCacheOptions

  func run() async throws {
    var reader = FramedReader(try FileChannel.reading(input), as: `as`)
    let decoder = JSONTextDecoder(
      lookup: try cache.lookup(try connection.client()), as: try await readerSchema.schema(), json: json.form,
      rules: rules.policy)
    var output = OutputBuffer()
    var problems = ProblemReport()
    let count: Int
    do {
      count = try await decode(&reader, decoder, to: &output, &problems)
    } catch {
      // What could be decoded before the input broke is not lost.
      try await output.flush()
      throw error
    }
    try await output.flush()
    try problems.conclude(done: count, "decoded")
  }

  private func decode(
    _ reader: inout FramedReader, _ decoder: JSONTextDecoder, to output: inout OutputBuffer,
    _ problems: inout ProblemReport
  ) async throws -> Int {
    var progress = Progress("decoded", writesRecords: true)
    var count = 0
    var record: [UInt8] = []
    while try await reader.fill() {
      taking: while !(strict && problems.hasProblems) {
        switch reader.take(into: &record) {
        case .nothing: break taking
        case .malformed(let problem): problems.add(reader.place, problem)
        case .record:
          do {
            // Nothing is awaited but the registry's answer about a schema that was not met before.
            if let json = try decoder.decodeIfReady(record) {
              output.appendLine(json)
            } else {
              output.appendLine(try await decoder.decode(record))
            }
            count += 1
          } catch {
            try problems.add(reader.place, CommandFailure(error))
          }
        }
        if output.isFull { try await output.flush() }
      }
      progress.update(count)
    }
    return count
  }
}
