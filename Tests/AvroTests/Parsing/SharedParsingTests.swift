import Avro
import Crypto
import SchemaCore
import Testing

@Suite(
  "Conformance cases: parsing",
  .enabled(if: sharedCasesExist("avro/parse/schemas.json"), "the conformance cases are not beside the checkout"))
struct SharedParsingTests {
  static let rows = CaseRow.shared("avro/parse/schemas.json")

  @Test("verdict, texts and fingerprints are those of the reference", arguments: rows)
  func row(_ row: CaseRow) throws {
    let text = try #require(row.string("schema"))
    let strict = try? AvroFormat().parse(text)
    #expect((strict != nil) == row.bool("accepted"))
    let schema = try? AvroFormat().parse(text, rules: .stored)
    #expect((schema != nil) == row.bool("acceptedLenient"))
    guard let schema, let canonical = row.string("canonicalString") else { return }
    #expect(schema.canonicalText == canonical)
    #expect(try schema.rendered(as: .normalized) == row.string("normalizedString"))
    let form = try schema.parsingCanonicalForm()
    #expect(form == row.string("parsingCanonicalForm"))
    let fingerprint = try schema.fingerprint()
    #expect("\(Int64(bitPattern: fingerprint))" == row.string("crc64Signed"))
    let bytes = (0..<8).map { UInt8(truncatingIfNeeded: fingerprint >> (8 * $0)) }
    #expect(Hexadecimal.text(bytes) == row.string("crc64"))
    #expect(Hexadecimal.text(Insecure.MD5.hash(data: Array(form.utf8))) == row.string("md5"))
    #expect(Hexadecimal.text(SHA256.hash(data: Array(form.utf8))) == row.string("sha256"))
  }

  @Test("the canonical text is its own canonical text", arguments: rows)
  func idempotence(_ row: CaseRow) throws {
    guard let schema = try? AvroFormat().parse(row.string("schema") ?? "", rules: .stored) else { return }
    for style in [RenderStyle.canonical, .normalized, .resolved] {
      let text = try schema.rendered(as: style)
      #expect(try AvroFormat().parse(text, rules: .stored).rendered(as: style) == text)
    }
  }
}
