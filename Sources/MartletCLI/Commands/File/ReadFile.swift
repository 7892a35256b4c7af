import ArgumentParser
import AvroContainer
import SchemaCore

struct ReadFile: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "read", abstract: "Turn a container file into JSON lines.",
    usage: "martlet file read <file> [<options>]",
    discussion: """
      Records are written one a line. Where the file is damaged, the records before the damage are written and the exit \
      code is 1; with --recover also those of the blocks behind it.

      EXAMPLES
        martlet file read payments.avro > payments.jsonl
        martlet file read payments.avro --count 3
        martlet file read payments.avro --reader-schema payment-v2.avsc
        martlet file read damaged.avro --recover > rescued.jsonl
      """)

  @Argument(help: "The container file; - is standard input.")
  var file: String

  @Option(help: "End after this many records.")
  var count: Int?

  @Flag(help: "Go on behind damage with the next block that can be read.")
  var recover = false

  @OptionGroup var readerSchema: ReaderSchemaOptions
  @OptionGroup var json: JSONFormOptions

  func validate() throws {
    if let count, count < 1 { throw ValidationError("--count must be at least 1.") }
  }

  func run() async throws {
    let path = file == "-" ? "/dev/stdin" : file
    let schema = try await readerSchema.avroSchema()
    var reader = try usingFile { () throws(AvroFileError) in
      try AvroFileReader(path: path, as: schema)
    }
    var output = OutputBuffer()
    var damage = ProblemReport(of: "block")
    while reader.recordCount < count ?? .max {
      let line: [UInt8]?
      do throws(AvroFileError) {
        line = try reader.next() ? try reader.jsonText(form: json.form) : nil
      } catch {
        // What was read before the damage is not lost.
        try await output.flush()
        if !recover { throw CommandFailure(error) }
        let gap = try usingFile { () throws(AvroFileError) in try reader.recover() }
        damage.add(Self.place(of: gap), error.description)
        if gap == nil { break }
        continue
      }
      guard let line else { break }
      output.appendLine(line)
      if output.isFull { try await output.flush() }
    }
    try await output.flush()
    try damage.conclude(done: reader.recordCount, "read")
  }

  private static func place(of gap: Range<Int>?) -> String {
    gap.map { "passing over bytes \($0.lowerBound) to \($0.upperBound)" } ?? "no block follows"
  }
}
