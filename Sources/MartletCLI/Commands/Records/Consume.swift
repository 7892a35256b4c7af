import ArgumentParser
import Kafka
import RecordCodec
import RegistryClient
import SchemaCore

struct Consume: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "consume", abstract: "Print the records of Kafka topics.",
    usage: "martlet consume <topic> ... [<options>]",
    discussion: """
      The schema of each record is found in the registry, in front of the payload or in a header. Records that cannot be \
      decoded are reported with their place and left out; the exit code is 1 then. Ctrl-C ends cleanly: what was printed \
      is committed for the group, and nothing else.

      With --output text the value of each record is a line of JSON, null for a tombstone; with json a line holds topic, \
      partition, offset, timestamp, headers, key, schema and value, which `martlet produce --from envelope` takes back. \
      With raw nothing is decoded and no registry is asked; tombstones, which have no bytes, are left out.

      EXAMPLES
        martlet consume payments --exit-at-end
        martlet consume payments refunds --from end --count 10 -o pretty
        martlet consume payments --from timestamp:2026-11-21T08:00Z -o json
        martlet consume payments --group audit -o json
        martlet consume payments --count 1 -o raw | martlet inspect
        martlet consume payments --exit-at-end -o raw --as base64 > records.b64
      """)

  enum Form: String, CaseIterable, ExpressibleByArgument {
    case text
    case json
    case pretty
    case raw
  }

  @Argument(help: ArgumentHelp("The topics.", valueName: "topic"))
  var topics: [String]

  @Option(name: .shortAndLong, help: "What is printed: text, json, pretty for people, or raw bytes.")
  var output: Form = .text

  @Option(
    help: "How raw records stand in the output: raw (as they are), base64 or hex, a record a line; length-prefixed.")
  var `as`: FramedText?

  @OptionGroup var records: ConsumeOptions
  @OptionGroup var broker: BrokerOptions
  @OptionGroup var readerSchema: ReaderSchemaOptions
  @OptionGroup var json: JSONFormOptions
  @OptionGroup var rules: RuleOptions
  @OptionGroup var connection: ConnectionOptions
  @OptionGroup var cache: SchemaCacheOptions

  func validate() throws {
    if `as` != nil && output != .raw { throw ValidationError("--as tells how raw records are written: add -o raw.") }
  }

  func run() async throws {
    let decoder = JSONTextDecoder(
      lookup: try cache.lookup(try connection.client()), as: try await readerSchema.schema(), json: json.form,
      rules: rules.policy)
    let consumer = try await records.consumer(of: topics, broker)
    let result: Result<Void, any Error>
    do {
      result = .success(try await UserInterrupt.ends { try await printRecords(consumer, decoder) })
    } catch let error as KafkaError {
      result = .failure(CommandFailure(error))
    } catch {
      result = .failure(error)
    }
    // Whatever happened, what was printed counts as processed and need not come again.
    await consumer.close()
    try result.get()
  }

  private static let null = Array("null".utf8)

  /// Prints until the end, the count, or the task's cancellation.
  private func printRecords(_ consumer: KafkaConsumer, _ decoder: JSONTextDecoder) async throws {
    var buffer = OutputBuffer()
    var problems = ProblemReport()
    var progress = Progress("read", writesRecords: true)
    var (seen, printed) = (0, 0)
    for try await message in consumer.messages {
      if records.from?.excludes(message) == true { continue }
      seen += 1
      do {
        try await append(message, decoder, to: &buffer)
        printed += 1
      } catch {
        if Task.isCancelled { break }
        let place = "\(message.topic), partition \(message.partition), offset \(message.offset)"
        try problems.add(place, CommandFailure(error))
        if records.strict { break }
      }
      // Line by line: who waits for new records wants to see them when they come.
      try await buffer.flush()
      consumer.markProcessed(message)
      progress.update(seen)
      if seen == records.count { break }
    }
    try problems.conclude(done: printed, output == .raw ? "written" : "decoded")
  }

  private func append(
    _ message: KafkaMessage, _ decoder: JSONTextDecoder, to buffer: inout OutputBuffer
  ) async throws(RecordCodecError) {
    if output == .raw {
      if let value = message.value { buffer.append { (`as` ?? .raw).append(value, to: &$0) } }
      return
    }
    let headers = message.headers.map { RecordHeader(name: $0.name, value: $0.value) }
    if output == .text {
      let json = if let value = message.value { try await decoder.decode(value, headers: headers) } else { Self.null }
      return buffer.appendLine(json)
    }
    var record = ConsumedRecord(message: message)
    if let value = message.value { record.value = try await decoder.record(value, headers: headers) }
    record.key = await decodedKey(of: message, headers, decoder)
    let isColored = StandardOutput.isTerminal
    buffer.append {
      output == .json ? record.appendEnvelope(to: &$0) : record.appendPretty(to: &$0, colored: isColored)
    }
  }

  /// The key, if it was written with a schema. Nothing says so but its bytes, which may look like that by chance: then
  /// it stays bytes.
  private func decodedKey(
    of message: KafkaMessage, _ headers: [RecordHeader], _ decoder: JSONTextDecoder
  ) async -> JSONTextDecoder.Record? {
    guard let key = message.key, (try? FramedRecord(parsing: key, headers: headers, part: .key)) != nil else {
      return nil
    }
    return try? await decoder.record(key, headers: headers, part: .key)
  }
}
