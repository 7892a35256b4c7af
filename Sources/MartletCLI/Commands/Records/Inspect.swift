import ArgumentParser
import RecordCodec
import RegistryClient
import SchemaCore

struct Inspect: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "inspect", abstract: "Tell what a blob of bytes is.",
    usage: "martlet inspect [<input>] [<options>]",
    discussion: """
      Recognises the frames of schema registries and other common beginnings. A registry is asked only when the bytes \
      name a schema of one.

      EXAMPLES
        martlet inspect record.bin
        kcat -C -t payments -c 1 -D '' | martlet inspect
        echo AAAAAAcMYQ== | martlet inspect --as base64
      """)

  @Argument(help: "The file; - is standard input.")
  var input = "-"

  @Option(help: "How the bytes stand in the input; of several records the first counts.")
  var `as`: FramedText = .raw

  @OptionGroup var connection: ConnectionOptions
  @OptionGroup var output: OutputOptions

  func run() async throws {
    var reader = FramedReader(try FileChannel.reading(input), as: `as`)
    guard let (_, record) = try await reader.next() else { throw CommandFailure(.findings, "the input is empty") }
    let bytes: [UInt8]
    switch record {
    case .success(let success): bytes = success
    case .failure(let error): throw CommandFailure(.usage, error.description)
    }
    var facts: JSONObject = [
      "bytes": .number(JSONNumber(bytes.count)), "what": .string(Framing(of: bytes).description),
    ]
    if case .registry = Framing(of: bytes) {
      try await addRecord(bytes, to: &facts)
    }
    let lines = facts.members.map { "\($0.key): \($0.value.string ?? JSONWriter.text($0.value))" }
    try await output.print(text: lines.joined(separator: "\n"), json: .object(facts))
  }

  private func addRecord(_ bytes: [UInt8], to facts: inout JSONObject) async throws(CommandFailure) {
    do {
      let framed = try FramedRecord(parsing: bytes)
      facts["schema"] = .string(framed.schema.description)
      facts["payload"] = .string("\(framed.payload.count) bytes: \(Hexadecimal.text(framed.payload.prefix(32)))")
      let lookup = CachingSchemaLookup(try connection.client())
      let registered = try await asking { () throws(ClientError) in try await lookup.schema(framed.schema) }
      facts["type"] = .string(registered.schema.format.rawValue)
      facts["text"] = .string(registered.schema.text)
      let decoder = RecordDecoder(lookup: lookup, formats: InstalledFormats.all)
      do {
        let decoded = try await decoder.decode(bytes)
        facts["name"] = decoded.typeName.map(JSONValue.string)
        facts["record"] = .string(String(decoding: decoded.json, as: UTF8.self))
      } catch {
        facts["record"] = .string("cannot be decoded: \(error)")
      }
    } catch let error as FramingError {
      facts["frame"] = .string(error.description)
    } catch let failure as CommandFailure {
      // The bytes are what they are, whatever the registry says.
      facts["registry"] = .string(failure.message)
    } catch {
      facts["registry"] = .string("\(error)")
    }
  }
}

/// What a blob is, told by its beginning.
private enum Framing: CustomStringConvertible {
  case empty
  case registry(isGUID: Bool)
  case glue
  case singleObject
  case container
  case json
  case unknown(first: UInt8)

  init(of bytes: [UInt8]) {
    switch bytes.first {
    case nil: self = .empty
    case 0: self = .registry(isGUID: false)
    case 1: self = .registry(isGUID: true)
    case 3: self = .glue
    case 0xC3 where bytes.starts(with: [0xC3, 0x01]): self = .singleObject
    case UInt8(ascii: "O") where bytes.starts(with: [0x4F, 0x62, 0x6A, 0x01]): self = .container
    case UInt8(ascii: "{")?, UInt8(ascii: "[")?, UInt8(ascii: "\"")?: self = .json
    case let first?: self = .unknown(first: first)
    }
  }

  var description: String {
    switch self {
    case .empty: "nothing; a tombstone, if it is a record's value"
    case .registry(false): "a record framed with a schema ID"
    case .registry(true): "a record framed with a schema GUID"
    case .glue: "perhaps a record framed for AWS Glue: version byte 3, compression, schema version UUID"
    case .singleObject: "an Avro single object: C3 01 and a schema fingerprint"
    case .container: "an Avro object container file"
    case .json: "probably JSON text without a frame"
    case .unknown(let first): "not a frame that is known; the first byte is \(Hexadecimal.text([first]))"
    }
  }
}
