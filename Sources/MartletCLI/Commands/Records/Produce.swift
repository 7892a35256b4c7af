import ArgumentParser
import Kafka
import RecordCodec
import SchemaCore

struct Produce: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "produce", abstract: "Write JSON lines or CSV to a Kafka topic, framed with their schema's ID.",
    usage: "martlet produce <topic> [<input>] [<options>]",
    discussion: """
      Records are written with the latest version of <topic>-value, unless told otherwise, and keys as text, unless there \
      is a schema for them. A record that is null is a tombstone. The command ends when the brokers have acknowledged \
      every record, after Ctrl-C those that were read until then. Records that do not fit the schema are reported and \
      left out; the exit code is 1 then.

      EXAMPLES
        martlet produce payments --brokers 127.0.0.1:9092 < payments.jsonl
        martlet produce payments --schema payment.avsc payments.jsonl
        martlet produce payments --key-field id payments.csv
        echo 'a:{"id": 42}' | martlet produce payments --key-separator :
        martlet produce payments --key-schema key.avsc --key-field id p.jsonl
        martlet consume a -o json \\
          | martlet produce b --from envelope --subject a-value
        martlet produce payments --properties cluster.properties payments.jsonl
      """)

  @Argument(help: "The topic.")
  var topic: String

  @Argument(help: "The file of JSON lines or CSV; - is standard input.")
  var input = "-"

  @Option(help: "Write all records to this partition; without it their keys tell.")
  var partition: Int32?

  @Option(
    help: ArgumentHelp("A header for every record; may be given several times.", valueName: "name=value"))
  var header: [String] = []

  @Option(help: "Where records name their schema: prefix (in front of the payload) or header (by GUID).")
  var framing: WireFormat = .payloadPrefix

  @Flag(help: "End at the first record that does not fit.")
  var strict = false

  @OptionGroup var keys: RecordKeyOptions
  @OptionGroup var keySchema: KeySchemaOptions
  @OptionGroup var broker: BrokerOptions
  @OptionGroup var records: RecordInputOptions
  @OptionGroup var json: JSONFormOptions
  @OptionGroup var schema: RecordSchemaOptions

  func validate() throws {
    let kind = records.kind(of: input)
    if keys.keySeparator != nil && kind == .csv {
      throw ValidationError("--key-separator is for JSON lines; for the rows of CSV there is --key-field.")
    }
    if keys.place != .nowhere && kind == .envelope { throw ValidationError("Envelopes hold their keys already.") }
    if let partition, partition < 0 { throw ValidationError("--partition must not be negative.") }
    if let header = header.first(where: { !$0.contains("=") }) {
      throw ValidationError("--header \(header): a header looks like name=value.")
    }
  }

  func run() async throws {
    let reader = try RecordTextReader(input, records, json: json, keys: keys.place)
    let encoder = try await outgoing(json: reader.form)
    let producer: KafkaProducer
    do {
      producer = try KafkaProducer(try await broker.configuration())
    } catch let error as KafkaError {
      throw CommandFailure(error)
    }
    let outcome: ProduceOutcome
    do {
      let work = ProduceWork(reader: reader, encoder: encoder, producer: producer, isStrict: strict)
      outcome = try await UserInterrupt.ends { await work.run() }
      // Whatever ended the input, what was read before is delivered.
      try await producer.close()
    } catch let error as KafkaError {
      throw CommandFailure(error)
    }
    StandardError.print(
      "martlet: \(outcome.count) \(outcome.count == 1 ? "record" : "records") written to \(topic) with \(encoder.schema)"
    )
    if let failure = outcome.failure { throw failure }
    try outcome.problems.conclude(done: outcome.count, "written")
  }

  private func outgoing(json: JSONForm) async throws(CommandFailure) -> OutgoingRecords {
    let client = try schema.connection.client()
    let lookup = try schema.cache.lookup(client)
    let (value, identity) = try await schema.choice.encoder(
      client, lookup, defaultSubject: SubjectName(qualified: "\(topic)-value"), framing: framing, json: json)
    var key: RecordEncoder<JSONTextPayload>?
    if let choice = keySchema.choice(with: schema.choice) {
      (key, _) = try await choice.encoder(
        client, lookup, defaultSubject: SubjectName(qualified: "\(topic)-key"), framing: framing, part: .key,
        json: json)
    }
    let headers = header.map { text in
      let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      return KafkaHeader(name: String(parts[0]), value: Array(parts[1].utf8))
    }
    return OutgoingRecords(
      topic: topic, partition: partition, headers: headers, key: key, value: value, schema: identity)
  }
}
