import SchemaCore

@testable import Avro

/// A schema with its encoder and decoder, and the bytes that a value of it has, told in JSON.
struct CodableProbe {
  let program: AvroProgram
  let encoder: AvroEncoder
  let decoder: AvroDecoder

  init(_ schema: String) throws {
    program = try AvroProgram(AvroFormat().parse(schema))
    encoder = AvroEncoder(program)
    decoder = AvroDecoder(program)
  }

  /// A record with fields of these types, written as `"name": type` with commas between.
  init(fields: String) throws {
    let fields = try JSONParser.parse("{\(fields)}").object ?? [:]
    let text = fields.map { #"{"name":"\#($0.key)","type":\#(JSONWriter.text($0.value))}"# }.joined(separator: ",")
    try self.init(#"{"type":"record","name":"Sample","fields":[\#(text)]}"#)
  }

  func bytes(ofJSON json: String) throws -> [UInt8] {
    var arena = RecordArena()
    try program.fill(&arena, withJSON: Array(json.utf8))
    var bytes: [UInt8] = []
    try program.encode(&arena, into: &bytes)
    return bytes
  }

  func json(of bytes: [UInt8]) throws -> String {
    var arena = RecordArena()
    try program.decode(bytes, into: &arena)
    return String(decoding: try program.jsonText(of: arena), as: UTF8.self)
  }

  func decode<Value: Decodable>(_ type: Value.Type, fromJSON json: String) throws -> Value {
    try decoder.decode(type, from: bytes(ofJSON: json))
  }

  /// The JSON form of what is encoded.
  func json(encoding value: some Encodable) throws -> String { try json(of: encoder.encode(value)) }
}
