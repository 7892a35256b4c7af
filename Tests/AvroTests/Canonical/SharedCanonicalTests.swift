import Avro
import RegistryTesting
import SchemaCore
import Testing

@Suite("Conformance cases: canonical texts")
struct SharedCanonicalTests {
  static let texts = CaseRow.shared("canonical/canonical.json").filter { $0.string("type") == "AVRO" }

  @Test(
    "canonical and normalized texts are those of the reference",
    .enabled(if: sharedCasesExist("canonical/canonical.json"), "the conformance cases are not beside the checkout"),
    arguments: texts)
  func text(_ row: CaseRow) throws {
    let schema = try AvroFormat().parse(row.string("schema") ?? "", references: row.references)
    #expect(try schema.rendered(as: row.bool("normalize") == true ? .normalized : .canonical) == row.string("expected"))
  }

  /// Blocks of `<<INPUT`, `<<canonical` and `<<fingerprint`.
  struct Block: Sendable {
    var input = ""
    var canonical: String?
    var fingerprint: Int64?
  }

  static let blocks: [Block] = {
    var blocks: [Block] = []
    var isInside = false
    for line in (Fixtures.sharedCases("avro/canonical-and-fingerprints.txt") ?? "").split(separator: "\n") {
      if isInside {
        if line == "INPUT" { isInside = false } else { blocks[blocks.count - 1].input += line + "\n" }
      } else if line == "<<INPUT" {
        blocks.append(Block())
        isInside = true
      } else if line.hasPrefix("<<INPUT ") {
        blocks.append(Block(input: String(line.dropFirst(8))))
      } else if line.hasPrefix("<<canonical ") {
        blocks[blocks.count - 1].canonical = String(line.dropFirst(12))
      } else if line.hasPrefix("<<fingerprint ") {
        blocks[blocks.count - 1].fingerprint = Int64(line.dropFirst(14))
      }
    }
    return blocks
  }()

  @Test(
    "Parsing Canonical Form and CRC-64 are those of the Avro project's table",
    .enabled(
      if: sharedCasesExist("avro/canonical-and-fingerprints.txt"), "the conformance cases are not beside the checkout"),
    arguments: blocks)
  func block(_ block: Block) throws {
    let schema = try AvroFormat().parse(block.input)
    if let canonical = block.canonical { #expect(try schema.parsingCanonicalForm() == canonical) }
    if let fingerprint = block.fingerprint {
      #expect(Int64(bitPattern: try schema.fingerprint()) == fingerprint)
    }
  }
}
