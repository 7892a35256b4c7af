import ArgumentParser
import Avro
import AvroContainer
import SchemaCore

/// How a container file is written.
struct ContainerFileOptions: ParsableArguments {
  @Option(help: "How blocks are compressed: null, deflate, snappy or zstandard.")
  var codec: AvroFileCodec?

  @Option(help: "How hard the codec tries: 1 to 9 for deflate, 1 to 22 for zstandard.")
  var level: Int?

  @Option(help: "From how many bytes of records on a block ends.")
  var blockBytes = AvroFileOptions().blockBytes

  @Option(help: ArgumentHelp("What the header is to say about the file.", valueName: "key=text"))
  var metadata: [String] = []

  @Flag(help: "Append to a file that is there, with its schema and codec.")
  var append = false

  @Flag(help: "Replace a file that is there.")
  var replace = false

  @Flag(help: "With --append: cut off a block at the end that is not whole, as a crash leaves it.")
  var cutTornEnd = false

  func validate() throws {
    if append && (codec != nil || replace || !metadata.isEmpty) {
      throw ValidationError("--append keeps what the file is: leave out --codec, --metadata and --replace.")
    }
    if cutTornEnd && !append { throw ValidationError("--cut-torn-end belongs to --append.") }
    if blockBytes < 1 { throw ValidationError("--block-bytes must be positive.") }
    for entry in metadata where !entry.contains("=") {
      throw ValidationError("--metadata takes a key and a text with = between them, not \(entry).")
    }
  }

  /// Makes or opens the file.
  ///
  /// - Parameter schema: nil only for a file that is appended to.
  func writer(to path: String, _ schema: AvroDocument?) throws(AvroFileError) -> AvroFileWriter {
    guard !append, let schema else {
      return try AvroFileWriter(
        appendingTo: path, schema: schema, tornEnd: cutTornEnd ? .cutOff : .refused, level: level,
        blockBytes: blockBytes)
    }
    let options = AvroFileOptions(
      codec: codec ?? .null, level: level, blockBytes: blockBytes, metadata: metadataEntries)
    return try AvroFileWriter(creating: path, replacing: replace, schema: schema, options)
  }

  private var metadataEntries: [String: [UInt8]] {
    let entries = metadata.map { entry in
      let parts = entry.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      return (String(parts[0]), Array(parts[1].utf8))
    }
    return Dictionary(entries) { _, last in last }
  }
}
