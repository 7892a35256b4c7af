import ReferenceCodecs
import SchemaCore
import Testing

@Suite("Faults of libprotobuf-c")
struct LibprotobufFaultTests {
  @Test("libprotobuf-c does what the list says", arguments: LibprotobufFault.all)
  func fault(_ fault: LibprotobufFault) throws {
    let codec = LibprotobufCodec(fault.schema)
    let reencoded = (try? codec.reencoded(bytes(fault.message))).map { Hexadecimal.text($0) }
    #expect(reencoded == fault.reencoded.map { $0.filter { $0 != " " } })
  }

  private func bytes(_ digits: String) throws -> [UInt8] {
    try #require(Hexadecimal.bytes(digits.filter { $0 != " " }))
  }
}
