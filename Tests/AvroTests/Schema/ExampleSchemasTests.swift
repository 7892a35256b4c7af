import Avro
import RegistryTesting
import SchemaCore
import Testing

@Suite("The example of a payment")
struct ExampleSchemasTests {
  private func schema(_ name: String) throws -> AvroDocument {
    try AvroFormat().parse(try Fixtures.schema("examples/avro/payment/\(name).avsc"))
  }

  @Test("its second version is compatible with the first in both directions")
  func compatible() throws {
    #expect(try schema("v2").incompatibilities(reading: schema("v1")).isEmpty)
    #expect(try schema("v1").incompatibilities(reading: schema("v2")).isEmpty)
  }

  @Test("its third version breaks readers of the second in three ways")
  func incompatible() throws {
    let found = try schema("v3-incompatible").incompatibilities(reading: schema("v2"))
    #expect(found.map(\.kind) == [.typeMismatch, .missingEnumSymbols, .readerFieldMissingDefaultValue])
    #expect(found.map(\.path) == ["/fields/1/type", "/fields/2/type/symbols", "/fields/7"])
  }

  @Test("its records come back from their binary form as they were", arguments: [("v1", ""), ("v2", "-v2")])
  func records(_ version: String, _ suffix: String) throws {
    let codec = try schema(version).recordCodec()
    let lines = try Fixtures.schema("examples/avro/payment/payments\(suffix).jsonl").split(separator: "\n")
    #expect(lines.count == 5)
    for line in lines {
      #expect(String(decoding: try codec.decode(try codec.encode(json: line.utf8)), as: UTF8.self) == line)
    }
  }
}
