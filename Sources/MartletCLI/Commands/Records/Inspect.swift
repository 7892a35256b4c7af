import ArgumentParser
import RecordCodec
import RegistryClient
import SchemaCore

struct Inspect: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "inspect", abstract: "Tell what a blob of bytes is.",
    usage: "martlet inspect [<input>] [<options>]",
    discussion: """
      Recognises the frames of schema registries, Apicurio's and AWS Glue's too, Avro's single objects and container \
      files, JSON, and what holds together as a Protobuf message, and says by what. A registry is asked only when the \
      bytes name a schema of one.

      EXAMPLES
        martlet inspect record.bin
        kcat -C -t payments -c 1 -D '' | martlet inspect
        echo AAAAAAcMYQ== | martlet inspect --as base64
        martlet inspect payload.bin --header 01095d71cf12556b9d5e330ad575b3df5d
      """)

  @Argument(help: "The file; - is standard input.")
  var input = "-"

  @Option(help: "How the bytes stand in the input; of several records the first counts.")
  var `as`: FramedText = .raw

  @Option(
    help: ArgumentHelp(
      "The value of the header __value_schema_id that came with the bytes, in hexadecimal digits.", valueName: "hex"))
  var header: String?

  @OptionGroup var connection: ConnectionOptions
  @OptionGroup var cache: SchemaCacheOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    if let header, Hexadecimal.bytes(header) == nil {
      throw ValidationError("--header \(header): this is not hexadecimal.")
    }
  }

  func run() async throws {
    var reader = FramedReader(try FileChannel.reading(input), as: `as`)
    guard let (bytes, problem) = try await reader.next() else {
      throw CommandFailure(.findings, "the input is empty")
    }
    if let problem { throw CommandFailure(.usage, problem) }
    var facts: JSONObject = ["bytes": .number(JSONNumber(bytes.count))]
    let headers = header.flatMap { Hexadecimal.bytes($0) }.map {
      [RecordHeader(name: RecordPart.value.headerName, value: $0)]
    }
    if let headers {
      facts["what"] = "a record whose schema is named in a header"
      facts["why"] = "by --header"
      try await addRecord(bytes, headers, to: &facts)
    } else {
      let guess = BlobGuess(bytes)
      facts["what"] = .string(guess.what)
      facts["why"] = .string(guess.why)
      facts["next"] = guess.next.map { .string($0) }
      if guess.kind == .registryFrame { try await addRecord(bytes, [], to: &facts) }
    }
    let lines = facts.members.map { "\($0.key): \($0.value.string ?? JSONWriter.text($0.value))" }
    try await output.print(text: lines.joined(separator: "\n"), json: .object(facts))
  }

  private func addRecord(
    _ bytes: [UInt8], _ headers: [RecordHeader], to facts: inout JSONObject
  ) async throws(CommandFailure) {
    do {
      let framed = try FramedRecord(parsing: bytes, headers: headers)
      facts["schema"] = .string(framed.schema.description)
      facts["payload"] = .string("\(framed.payload.count) bytes: \(Hexadecimal.text(framed.payload.prefix(32)))")
      let payload = JSONTextPayload(formats: InstalledFormats.all)
      let decoder = RecordDecoder(
        payload, lookup: try cache.lookup(try connection.client()), settings: DecodingSettings(rules: .ignore))
      let writer = try await decoder.schema(of: bytes, headers: headers)
      facts["type"] = .string(writer.registered.schema.format.rawValue)
      facts["text"] = .string(writer.registered.schema.text)
      facts["name"] = writer.typeName.map(JSONValue.string)
      do {
        facts["record"] = .string(String(decoding: try await decoder.decode(bytes, headers: headers), as: UTF8.self))
      } catch {
        facts["record"] = .string("cannot be decoded: \(error)")
      }
    } catch let error as FramingError {
      facts["frame"] = .string(error.description)
    } catch let error as RecordCodecError {
      // The bytes are what they are, whatever the registry says.
      facts["registry"] = .string(error.description)
    } catch let failure as CommandFailure {
      facts["registry"] = .string(failure.message)
    } catch {
      facts["registry"] = .string("\(error)")
    }
  }
}
