import ArgumentParser
import Avro
import AvroContainer
import SchemaCore

struct ShowFile: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show what a container file is: schema, codec, metadata, blocks.",
    usage: "martlet file show <file> [<options>]",
    discussion: """
      Nothing is decompressed or decoded. The exit code is 1 for a file that is not whole.

      EXAMPLES
        martlet file show payments.avro
        martlet file show payments.avro --schema > payment.avsc
      """)

  @Argument(help: "The container file.")
  var file: String

  @Flag(help: "Print the schema, and nothing else.")
  var schema = false

  @OptionGroup var output: OutputOptions

  func run() async throws {
    let summary = try usingFile { () throws(AvroFileError) in try AvroFileSummary(path: file) }
    if schema {
      try await OutputBuffer.print(Self.schemaText(of: summary))
      return
    }
    try await output.print(text: Self.text(summary), json: Self.json(summary))
    if let damage = summary.damage { throw CommandFailure(damage) }
  }

  private static func text(_ summary: AvroFileSummary) -> String {
    let metadata = metadata(of: summary).map { "  \($0): \($1)" }
    let rows =
      [
        "codec:       \(summary.header.codec.rawValue)", "sync marker: \(summary.header.syncMarker)",
        "blocks:      \(summary.blockCount)", "records:     \(summary.recordCount)",
        "data:        \(summary.storedBytes) bytes",
      ] + (metadata.isEmpty ? [] : ["metadata:"] + metadata) + ["schema:"]
    return (rows + [schemaText(of: summary)]).joined(separator: "\n")
  }

  private static func json(_ summary: AvroFileSummary) -> JSONValue {
    let metadata = metadata(of: summary).map { JSONObject.Member(key: $0, value: .string($1)) }
    return [
      "codec": .string(summary.header.codec.rawValue), "syncMarker": .string(summary.header.syncMarker.description),
      "blocks": .number(JSONNumber(summary.blockCount)), "records": .number(JSONNumber(summary.recordCount)),
      "dataBytes": .number(JSONNumber(summary.storedBytes)), "wholeBytes": .number(JSONNumber(summary.end)),
      "isWhole": .bool(summary.damage == nil), "metadata": .object(JSONObject(metadata)),
      "schema": schemaValue(of: summary),
    ]
  }

  /// What the writer of the file added to the header, as text where it is text, else as hexadecimal digits.
  private static func metadata(of summary: AvroFileSummary) -> [(String, String)] {
    summary.header.metadata.filter { !$0.key.hasPrefix("avro.") }.sorted { $0.key < $1.key }.map { key, value in
      (key, String(validating: value, as: UTF8.self) ?? Hexadecimal.text(value))
    }
  }

  private static func schemaText(of summary: AvroFileSummary) -> String {
    JSONWriter.text(schemaValue(of: summary), style: .pretty)
  }

  private static func schemaValue(of summary: AvroFileSummary) -> JSONValue {
    let text = summary.header.schema.canonicalText
    return (try? JSONParser.parse(text)) ?? .string(text)
  }
}
