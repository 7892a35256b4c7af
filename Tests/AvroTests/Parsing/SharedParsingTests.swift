import Avro
import Crypto
import SchemaCore
import Testing

@Suite(
  "Conformance cases: parsing",
  .enabled(if: sharedCasesExist("avro/parse/schemas.json"), "the conformance cases are not beside the checkout"))
struct SharedParsingTests {
  static let rows = CaseRow.shared("avro/parse/schemas.json")
  static let accepted = rows.filter { $0.bool("acceptedLenient") == true }

  @Test("the table has schemas of each verdict")
  func table() {
    #expect(Self.accepted.count >= 88)
    #expect(Self.accepted.filter { $0.bool("accepted") == false }.count >= 5)
    #expect(Self.rows.count - Self.accepted.count >= 24)
  }

  @Test("the verdict is that of the reference", arguments: rows)
  func verdict(_ row: CaseRow) throws {
    let text = try #require(row.string("schema"))
    #expect(((try? AvroFormat().parse(text)) != nil) == row.bool("accepted"))
    #expect(((try? AvroFormat().parse(text, rules: .stored)) != nil) == row.bool("acceptedLenient"))
  }

  @Test("texts and fingerprints are those of the reference", arguments: accepted)
  func texts(_ row: CaseRow) throws {
    let schema = try AvroFormat().parse(row.string("schema") ?? "", rules: .stored)
    #expect(schema.canonicalText == row.string("canonicalString"))
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

  @Test("the canonical text is its own canonical text", arguments: accepted)
  func idempotence(_ row: CaseRow) throws {
    let schema = try AvroFormat().parse(row.string("schema") ?? "", rules: .stored)
    for style in [RenderStyle.canonical, .normalized, .resolved] {
      let text = try schema.rendered(as: style)
      #expect(try AvroFormat().parse(text, rules: .stored).rendered(as: style) == text)
    }
  }
}
