import Avro
import SchemaCore
import Testing

@Suite("Avro record codec")
struct AvroRecordCodecTests {
  @Test("one codec serves many tasks at a time")
  func concurrency() async throws {
    let schema = #"{"type":"record","name":"R","fields":[{"name":"n","type":"int"},{"name":"s","type":"string"}]}"#
    let codec = try AvroFormat().parse(schema).recordCodec()
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 0..<50 {
        group.addTask {
          let text = #"{"n":\#(number),"s":"number \#(number)"}"#
          let decoded = try codec.decode(codec.encode(json: Array(text.utf8)))
          #expect(decoded == Array(text.utf8))
        }
      }
      try await group.waitForAll()
    }
  }

  @Test("types of a reference are coded like those in the schema itself")
  func references() throws {
    let address = ResolvedReference(
      SchemaReference(name: "shop.Address", subject: "address", version: 1),
      text: #"{"type":"record","name":"Address","namespace":"shop","fields":[{"name":"city","type":"string"}]}"#)
    let schema =
      #"{"type":"record","name":"Order","namespace":"shop","fields":[{"name":"to","type":["null","Address"]}]}"#
    let codec = try AvroFormat().parse(schema, references: [address]).recordCodec()
    let text = #"{"to":{"shop.Address":{"city":"Bern"}}}"#
    #expect(try codec.encode(json: Array(text.utf8)) == [2, 8] + Array("Bern".utf8))
    #expect(try codec.decode([2, 8] + Array("Bern".utf8)) == Array(text.utf8))
  }

  @Test("bytes may come in any collection")
  func collections() throws {
    let codec = try AvroFormat().parse(#""string""#).recordCodec()
    #expect(try codec.decode([9, 4, 0x68, 0x69].dropFirst()) == Array(#""hi""#.utf8))
    #expect(try codec.decode([4, 0x68, 0x69].lazy.map { $0 }) == Array(#""hi""#.utf8))
    #expect(try codec.encode(json: #""hi""#.utf8) == [4, 0x68, 0x69])
  }

  @Test("records that are wrong are refused with field and byte offset")
  func errors() throws {
    let schema = #"{"type":"record","name":"R","fields":[{"name":"n","type":"int"},{"name":"b","type":"boolean"}]}"#
    let codec = try AvroFormat().parse(schema).recordCodec()
    let error = #expect(throws: CodecError.self) { try codec.decode([2, 7]) }
    #expect(error == CodecError(.malformed, "a boolean is the byte 0 or 1, found 7", path: "b", byteOffset: 1))
  }
}
