import ArgumentParser
import Kafka
import RecordCodec
import RegistryClient
import SchemaCore
import UnixSignals

struct Consume: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "consume", abstract: "Print the records of a Kafka topic as JSON lines.",
    usage: "martlet consume <topic> [<options>]",
    discussion: """
      The schema of each record is found in the registry. Records that cannot be decoded are reported with their \
      place and left out; the exit code is 1 then. Ctrl-C ends cleanly: a group's position is kept.

      EXAMPLES
        martlet consume payments --exit-at-end
        martlet consume payments --from end --count 10
        martlet consume payments --group audit -o json
      """)

  enum Start: String, CaseIterable, ExpressibleByArgument {
    case beginning
    case end
  }

  @Argument(help: "The topic.")
  var topic: String

  @Option(help: "Where to start without a group: at the beginning, if not told otherwise.")
  var from: Start?

  @Option(help: "End after this many records.")
  var count: Int?

  @Flag(help: "End when everything has been read that was there.")
  var exitAtEnd = false

  @Option(help: "Read as a member of this group, from where it stopped last.")
  var group: String?

  @Option(name: .shortAndLong, help: "The values alone (text), or with place, key, time and schema (json).")
  var output: OutputOptions.Format = .text

  @OptionGroup var broker: BrokerOptions
  @OptionGroup var readerSchema: ReaderSchemaOptions
  @OptionGroup var json: JSONFormOptions
  @OptionGroup var connection: ConnectionOptions

  func validate() throws {
    if let count, count < 1 { throw ValidationError("--count must be at least 1.") }
    if group != nil && from != nil {
      throw ValidationError("A group starts where it stopped last: leave out --from.")
    }
  }

  func run() async throws {
    let decoder = RecordDecoder(
      lookup: CachingSchemaLookup(try connection.client()), formats: InstalledFormats.all,
      as: try await readerSchema.schema(), json: json.form)
    let consumer: KafkaConsumer
    do {
      let source: KafkaConsumer.Source =
        group.map { .group($0, topics: [topic]) }
        ?? .topics([topic], from: from == .end ? .end : .beginning)
      consumer = try KafkaConsumer(try broker.configuration(), from: source, stopAtEnd: exitAtEnd)
    } catch let error as KafkaError {
      throw CommandFailure(error)
    }
    let result: Result<Void, any Error>
    do {
      result = .success(try await printing(consumer, decoder))
    } catch let error as KafkaError {
      result = .failure(CommandFailure(error))
    } catch {
      result = .failure(error)
    }
    // Whatever happened, what was printed counts as processed and need not come again.
    await consumer.close()
    try result.get()
  }

  /// Prints until the end, the count, or a signal.
  private func printing(_ consumer: KafkaConsumer, _ decoder: RecordDecoder) async throws {
    let signals = await UnixSignalsSequence(trapping: .sigint, .sigterm)
    try await withThrowingTaskGroup(of: Void.self) { tasks in
      tasks.addTask { try await printRecords(consumer, decoder) }
      tasks.addTask { for await _ in signals { return } }
      defer { tasks.cancelAll() }
      try await tasks.next()
      // After a signal the printing ends at the next record, and says what could not be decoded until then.
      tasks.cancelAll()
      try await tasks.next()
    }
  }

  private func printRecords(_ consumer: KafkaConsumer, _ decoder: RecordDecoder) async throws {
    var buffer = OutputBuffer()
    var problems = ProblemReport()
    var printed = 0
    var seen = 0
    for try await message in consumer.messages {
      seen += 1
      do {
        try await buffer.appendLine(try await line(for: message, decoder))
        printed += 1
      } catch let error as RecordCodecError {
        if Task.isCancelled { break }
        let place = "\(topic), partition \(message.partition), offset \(message.offset)"
        try problems.add(place, CommandFailure(error))
      }
      // Line by line: who waits for new records wants to see them when they come.
      try await buffer.flush()
      consumer.markProcessed(message)
      if seen == count { break }
    }
    try problems.conclude(done: printed, "decoded")
  }

  private func line(for message: KafkaMessage, _ decoder: RecordDecoder) async throws -> [UInt8] {
    guard let value = message.value else { return output == .text ? Array("null".utf8) : envelope(message, nil) }
    let headers = message.headers.map { RecordHeader(name: $0.name, value: $0.value) }
    let decoded = try await decoder.decode(value, headers: headers)
    return output == .text ? decoded.json : envelope(message, decoded)
  }

  /// The record with all that Kafka says about it. The value is put in as it is.
  private func envelope(_ message: KafkaMessage, _ decoded: RecordDecoder.DecodedRecord?) -> [UInt8] {
    var facts: JSONObject = [
      "topic": .string(message.topic), "partition": .number(JSONNumber(message.partition)),
      "offset": .number(JSONNumber(message.offset)),
    ]
    facts["timestamp"] = message.timestamp.map { .number(JSONNumber($0)) }
    facts["key"] = message.key.map { .string(String(decoding: $0, as: UTF8.self)) }
    facts["schema"] = decoded.map { .string($0.schema.description) }
    return JSONWriter.bytes(.object(facts)).dropLast() + Array(",\"value\":".utf8)
      + (decoded?.json ?? Array("null".utf8)) + [UInt8(ascii: "}")]
  }
}
