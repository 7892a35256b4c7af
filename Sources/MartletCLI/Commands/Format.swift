import ArgumentParser
import Avro
import JSONSchema
import Protobuf
import SchemaCore

struct Format: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "format", abstract: "Write schema files in one layout, or turn Avro IDL into schemas in JSON.",
    usage: "martlet format <files> ... [--check | --write | --to avsc] [<options>]",
    discussion: """
      Files of Protobuf, Avro IDL and JSON Schema are laid out as they are: comments, the order of everything and the \
      digits of numbers are kept. An Avro schema in JSON is written anew: what Avro gives no meaning to, such as \
      comments and the order of attributes, is not kept. With --style compact or canonical all are written as a \
      registry stores or normalizes them, without comments.

      EXAMPLES
        martlet format payment.avsc
        martlet format --check schemas/*.avsc
        martlet format --write --uses customer.avsc order.avsc
        martlet format --write order.proto shop.avdl customer.json
        martlet format --style canonical --imports protos/ order.proto
        martlet format --to avsc shop.avdl > order.avsc
        martlet format --to avsc shop.avdl --output schemas/
      """)

  enum Target: String, CaseIterable, ExpressibleByArgument {
    case avsc
  }

  @Argument(help: "The schema files: .avsc, .avdl, .proto or .json.")
  var files: [String]

  @Option(
    help: """
      How a schema is written: pretty; compact, as a registry stores it; canonical, Avro's Parsing Canonical Form or the \
      normalized text of others; resolved, pretty with what --uses names written in.
      """)
  var style: AvroTextStyle = .pretty

  @Flag(help: "Write nothing; name the files that are not in this style, and exit with 1 if there are any.")
  var check = false

  @Flag(help: "Write into the files.")
  var write = false

  @Option(help: "The language to write; without it that of the file.")
  var to: Target?

  @Option(
    help: ArgumentHelp("Write every type of the IDL files into a file of its own here.", valueName: "folder"))
  var output: String?

  @Option(
    help: ArgumentHelp("A schema file whose types the others use; may be given several times.", valueName: "file"))
  var uses: [String] = []

  @OptionGroup var imports: ImportOptions

  func validate() throws {
    if check && write { throw ValidationError("Either --check or --write.") }
    if to != nil && (check || write) {
      throw ValidationError("--check and --write are about files that stay in their language: leave out --to.")
    }
    if output != nil && to == nil { throw ValidationError("--output goes with --to avsc.") }
  }

  func run() async throws {
    let references = try await SchemaFiles.references(uses)
    var sets = SetFiles()
    var unformatted = 0
    for file in files {
      let text = try await SchemaFiles.text(of: file)
      if IDLFiles.isIDL(file), to != nil {
        try await convert(text, of: file)
        continue
      }
      let formatted = try await written(text, of: file, references, &sets)
      if check {
        if text == formatted { continue }
        unformatted += 1
        try await OutputBuffer.print("\(file) is not formatted")
      } else if write {
        if text == formatted { continue }
        if !keepsComments(file) { try Self.refuseComments(in: text, of: file) }
        try SchemaFiles.save(formatted, at: file)
      } else {
        try await FileChannel.standardOutput.write(Array(formatted.utf8))
      }
    }
    if unformatted > 0 { throw CommandFailure(.findings, "") }
  }

  private func written(
    _ text: String, of file: String, _ uses: [ResolvedReference], _ sets: inout SetFiles
  ) async throws(CommandFailure) -> String {
    if keepsComments(file) { return try Self.laidOut(text, of: file) }
    let format: FormatName = ProtoFiles.isProto(file) ? .protobuf : SchemaFiles.isJSONSchema(file) ? .json : .avro
    let schema = SchemaText(format: format, text: text)
    let references = try await sets.references(of: schema, at: file, uses: uses, imports: imports)
    if format != .avro { return try stored(schema, of: file, references) }
    return try Self.text(of: try Self.parse(text, of: file, references), in: style, file) + "\n"
  }

  /// True if the file's own text is laid out, and not another one written.
  private func keepsComments(_ file: String) -> Bool {
    IDLFiles.isIDL(file) || style == .pretty && (ProtoFiles.isProto(file) || SchemaFiles.isJSONSchema(file))
  }

  private static func laidOut(_ text: String, of file: String) throws(CommandFailure) -> String {
    try located(file) { () throws(SchemaError) in
      if IDLFiles.isIDL(file) { return try AvroIDL.formatted(text) }
      return ProtoFiles.isProto(file) ? try ProtobufFormat.formatted(text) : try JSONSchemaFormat.formatted(text)
    }
  }

  /// The text that a registry stores, or the normalized one.
  private func stored(
    _ text: SchemaText, of file: String, _ references: [ResolvedReference]
  ) throws(CommandFailure) -> String {
    let schema = try text.parsed(references: references, rules: .new, called: file)
    let written = try Self.located(file) { () throws(SchemaError) in
      try schema.rendered(as: style == .canonical ? .normalized : .canonical)
    }
    return written.hasSuffix("\n") ? written : written + "\n"
  }

  /// Writes what an IDL file stands for, or all of its types.
  private func convert(_ text: String, of file: String) async throws(CommandFailure) {
    guard let output else {
      let document = try IDLFiles.document(text, at: file)
      return try await OutputBuffer.print(try Self.text(of: document, in: style, file))
    }
    let idl = try IDLFiles.read(text, at: file)
    for name in idl.typeNames {
      guard let document = try Self.located(file, { () throws(SchemaError) in try idl.document(of: name) }) else {
        continue
      }
      let path = (output.hasSuffix("/") ? output : output + "/") + "\(name).avsc"
      try SchemaFiles.save(try Self.text(of: document, in: style, file) + "\n", at: path)
    }
  }
}

extension Format {
  private static func parse(
    _ text: String, of file: String, _ references: [ResolvedReference]
  ) throws(CommandFailure) -> AvroDocument {
    do {
      return try AvroFormat().parse(text, references: references)
    } catch {
      let advice = error.kind == .unknownName ? "; name the file that defines it with --uses" : ""
      throw CommandFailure(.findings, CommandFailure(error, in: file).message + advice)
    }
  }

  private static func text(
    of document: AvroDocument, in style: AvroTextStyle, _ file: String
  ) throws(CommandFailure) -> String {
    try located(file) { () throws(SchemaError) in try document.text(in: style) }
  }

  private static func located<Value>(
    _ file: String, _ body: () throws(SchemaError) -> Value
  ) throws(CommandFailure) -> Value {
    do {
      return try body()
    } catch {
      throw CommandFailure(error, in: file)
    }
  }

  /// Nobody wants to lose what he has written about a schema.
  private static func refuseComments(in text: String, of file: String) throws(CommandFailure) {
    if ProtoFiles.isProto(file) {
      guard let position = ProtobufFormat.firstComment(in: text) else { return }
      throw CommandFailure(
        .usage, "\(file):\(position): here is a comment, which --write would drop: leave out --write and save a copy")
    }
    do {
      _ = try JSONParser.parse(text)
    } catch {
      throw CommandFailure(
        .usage, "\(file):\(error.position): here is a comment, which --write would drop: make it a \"doc\" first")
    }
  }
}
