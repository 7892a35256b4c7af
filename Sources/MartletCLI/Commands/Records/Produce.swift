import ArgumentParser
import Kafka
import RecordCodec
import SchemaCore

struct Produce: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "produce", abstract: "Write JSON lines to a Kafka topic, framed with their schema's ID.",
    usage: "martlet produce <topic> [<input>] [<options>]",
    discussion: """
      Records are written with the latest version of <topic>-value, unless told otherwise. The command ends when the \
      brokers have acknowledged every record. Lines that do not fit the schema are reported and left out; the exit \
      code is 1 then.

      EXAMPLES
        martlet produce payments --brokers 127.0.0.1:9092 < payments.jsonl
        martlet produce payments --schema payment.avsc payments.jsonl
        echo '42|{"id": 42}' | martlet produce payments --key-separator '|'
      """)

  @Argument(help: "The topic.")
  var topic: String

  @Argument(help: "The file of JSON lines; - is standard input.")
  var input = "-"

  @Option(help: ArgumentHelp("What stands between a record's key and its value in a line.", valueName: "text"))
  var keySeparator: String?

  @OptionGroup var broker: BrokerOptions
  @OptionGroup var schema: RecordSchemaOptions

  func run() async throws {
    var lines = LineReader(try FileChannel.reading(input))
    let naming = SubjectNaming.topic.subject(topic: topic, part: .value)
    let encoder = try await schema.encoder(defaultSubject: naming)
    let producer: KafkaProducer
    do {
      producer = try KafkaProducer(try broker.configuration())
    } catch let error as KafkaError {
      throw CommandFailure(error)
    }
    var problems = ProblemReport()
    let count: Int
    do {
      count = try await send(&lines, encoder, producer, &problems)
      try await producer.close()
    } catch let error as KafkaError {
      throw CommandFailure(error)
    }
    StandardError.print(
      "martlet: \(count) \(count == 1 ? "record" : "records") written to \(topic) with \(encoder.schema)")
    try problems.conclude(done: count, "written")
  }

  private func send(
    _ lines: inout LineReader, _ encoder: RecordEncoder, _ producer: KafkaProducer, _ problems: inout ProblemReport
  ) async throws -> Int {
    var count = 0
    var progress = Progress("written")
    while let line = try await lines.next() {
      guard let (key, json) = parts(of: line.bytes) else {
        problems.add("line \(line.number)", "it has no key: there is no \"\(keySeparator ?? "")\" in it")
        continue
      }
      do {
        let encoded = try encoder.encode(json: json)
        let headers = encoded.headers.map { KafkaHeader(name: $0.name, value: $0.value) }
        // Not waiting for each acknowledgement: closing the producer waits for all, and fails if one fails.
        _ = try await producer.enqueue(KafkaRecord(topic: topic, key: key, value: encoded.bytes, headers: headers))
        count += 1
        progress.update(count)
      } catch let error as RecordCodecError {
        problems.add("line \(line.number)", error.description)
      }
    }
    return count
  }

  private func parts(of line: ArraySlice<UInt8>) -> (key: [UInt8]?, json: ArraySlice<UInt8>)? {
    guard let keySeparator, !keySeparator.isEmpty else { return (nil, line) }
    let separator = Array(keySeparator.utf8)
    guard let range = line.firstRange(of: separator) else { return nil }
    return (Array(line[..<range.lowerBound]), line[range.upperBound...])
  }
}
