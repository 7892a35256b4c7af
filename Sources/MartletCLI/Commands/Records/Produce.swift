import ArgumentParser
import CSV
import Kafka
import RecordCodec
import SchemaCore

struct Produce: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "produce", abstract: "Write JSON lines or CSV to a Kafka topic, framed with their schema's ID.",
    usage: "martlet produce <topic> [<input>] [<options>]",
    discussion: """
      Records are written with the latest version of <topic>-value, unless told otherwise. The command ends when the \
      brokers have acknowledged every record. Records that do not fit the schema are reported and left out; the exit \
      code is 1 then.

      EXAMPLES
        martlet produce payments --brokers 127.0.0.1:9092 < payments.jsonl
        martlet produce payments --schema payment.avsc payments.jsonl
        martlet produce payments --key-column id payments.csv
        echo 'a:{"id": 42}' | martlet produce payments --key-separator :
      """)

  @Argument(help: "The topic.")
  var topic: String

  @Argument(help: "The file of JSON lines or CSV; - is standard input.")
  var input = "-"

  @Option(help: ArgumentHelp("What stands between a record's key and its value in a line.", valueName: "text"))
  var keySeparator: String?

  @Option(
    help: ArgumentHelp("The column of a CSV table that is the record's key too; empty for none.", valueName: "name"))
  var keyColumn: String?

  @Option(help: "Where records name their schema: prefix (in front of the payload) or header (by GUID).")
  var framing: WireFormat = .payloadPrefix

  @OptionGroup var broker: BrokerOptions
  @OptionGroup var records: RecordInputOptions
  @OptionGroup var json: JSONFormOptions
  @OptionGroup var schema: RecordSchemaOptions

  func validate() throws {
    if keySeparator != nil && records.kind(of: input) == .csv {
      throw ValidationError("--key-separator is for JSON lines; for the rows of CSV there is --key-column.")
    }
    if keyColumn != nil && records.kind(of: input) == .json {
      throw ValidationError("--key-column is for CSV; for JSON lines there is --key-separator.")
    }
    if keySeparator == "" { throw ValidationError("--key-separator must not be empty.") }
  }

  func run() async throws {
    var records = try RecordTextReader(input, self.records, json: json, keyColumn: keyColumn)
    let naming = SubjectNaming.topic.subject(topic: topic, part: .value)
    let encoder = try await schema.encoder(defaultSubject: naming, framing: framing, json: records.form)
    let producer: KafkaProducer
    do {
      producer = try KafkaProducer(try broker.configuration())
    } catch let error as KafkaError {
      throw CommandFailure(error)
    }
    var problems = ProblemReport()
    var count = 0
    do {
      let result: Result<Void, any Error>
      do {
        result = .success(try await send(&records, encoder, producer, &problems, &count))
      } catch {
        result = .failure(error)
      }
      // Whatever ended the input, what was read before is delivered.
      try await producer.close()
      StandardError.print(
        "martlet: \(count) \(count == 1 ? "record" : "records") written to \(topic) with \(encoder.schema)")
      try result.get()
    } catch let error as KafkaError {
      throw CommandFailure(error)
    }
    try problems.conclude(done: count, "written")
  }

  private func send(
    _ records: inout RecordTextReader, _ encoder: RecordEncoder, _ producer: KafkaProducer,
    _ problems: inout ProblemReport,
    _ count: inout Int
  ) async throws {
    var progress = Progress("written")
    while let record = try await records.next() {
      var key = record.key.map { Array($0.utf8) }
      var json: ArraySlice<UInt8>
      switch record.text {
      case .success(let text): json = text
      case .failure(let error):
        problems.add("line \(error.line)", error.message)
        continue
      }
      if let keySeparator {
        guard let range = json.firstRange(of: Array(keySeparator.utf8)) else {
          problems.add("line \(record.line)", "it has no key: there is no \"\(keySeparator)\" in it")
          continue
        }
        key = Array(json[..<range.lowerBound])
        json = json[range.upperBound...]
      }
      do {
        let encoded = try encoder.encode(json: json)
        let headers = encoded.headers.map { KafkaHeader(name: $0.name, value: $0.value) }
        // Not waiting for each acknowledgement: closing the producer waits for all, and fails if one fails.
        _ = try await producer.enqueue(KafkaRecord(topic: topic, key: key, value: encoded.bytes, headers: headers))
        count += 1
        progress.update(count)
      } catch let error as RecordCodecError {
        problems.add("line \(record.line)", encoding: error)
      }
    }
  }
}
