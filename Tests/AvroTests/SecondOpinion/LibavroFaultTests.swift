import Avro
import ReferenceCodecs
import SchemaCore
import Testing

@Suite("Faults of libavro")
struct LibavroFaultTests {
  @Test("libavro does what the list says, and this library does what is right", arguments: LibavroFault.all)
  func fault(_ fault: LibavroFault) throws {
    let codec = try LibavroCodec(schema: fault.schema)
    let record = try bytes(fault.record)
    #expect((try? codec.reencoded(record)) == (try fault.reencoded.map(bytes)))
    #expect((try? codec.json(record)) == fault.json)
    let program = try AvroProgram(AvroFormat().parse(fault.schema))
    var arena = RecordArena()
    if let json = fault.correctJSON {
      try program.decode(record, into: &arena)
      #expect(try String(decoding: program.jsonText(of: arena), as: UTF8.self) == json)
    } else {
      #expect(throws: CodecError.self) { try program.decode(record, into: &arena) }
    }
  }

  private func bytes(_ digits: String) throws -> [UInt8] {
    try #require(Hexadecimal.bytes(digits.filter { $0 != " " }))
  }
}
